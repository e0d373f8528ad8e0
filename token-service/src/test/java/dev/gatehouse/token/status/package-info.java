/** Tests of status lists. */
@org.jspecify.annotations.NullMarked
package dev.gatehouse.token.status;
