/** What happened that matters for security. */
@NullMarked
package dev.gatehouse.identity.audit;

import org.jspecify.annotations.NullMarked;
