/** What the profiles of clients demand of them. */
@NullMarked
package dev.gatehouse.oauth.profile;

import org.jspecify.annotations.NullMarked;
