/** Groups and roles, and who belongs to them. */
@NullMarked
package dev.gatehouse.identity.group;

import org.jspecify.annotations.NullMarked;
