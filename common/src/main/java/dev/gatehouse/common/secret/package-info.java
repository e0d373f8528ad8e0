/** Generated secrets, their hashes, and encryption at rest. */
@NullMarked
package dev.gatehouse.common.secret;

import org.jspecify.annotations.NullMarked;
