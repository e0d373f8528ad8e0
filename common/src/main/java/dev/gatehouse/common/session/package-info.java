/** What session-service and whoever is shown a session's cookie have in common. */
@NullMarked
package dev.gatehouse.common.session;

import org.jspecify.annotations.NullMarked;
