/** What is read of a stream of users, and what comes of it. */
@NullMarked
package dev.gatehouse.identity.bulk;

import org.jspecify.annotations.NullMarked;
