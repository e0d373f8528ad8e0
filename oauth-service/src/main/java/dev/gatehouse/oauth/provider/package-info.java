/** Which providers users may sign in with: setting them up, and what each takes. */
@NullMarked
package dev.gatehouse.oauth.provider;

import org.jspecify.annotations.NullMarked;
