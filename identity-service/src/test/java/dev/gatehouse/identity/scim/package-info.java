@NullMarked
package dev.gatehouse.identity.scim;

import org.jspecify.annotations.NullMarked;
