/** What access tokens take, by JMH. */
@NullMarked
package dev.gatehouse.token.access;

import org.jspecify.annotations.NullMarked;
