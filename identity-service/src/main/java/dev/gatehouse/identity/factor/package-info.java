/** Second factors: one-time passwords from an authenticator application, and recovery codes. */
@NullMarked
package dev.gatehouse.identity.factor;

import org.jspecify.annotations.NullMarked;
