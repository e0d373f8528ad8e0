/** Provisioning of users and groups by other systems: SCIM 2.0 (RFC 7643, RFC 7644). */
@NullMarked
package dev.gatehouse.identity.scim;

import org.jspecify.annotations.NullMarked;
