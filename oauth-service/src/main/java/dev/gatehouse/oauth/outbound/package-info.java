/** What is fetched from, and sent to, addresses that clients name. */
@NullMarked
package dev.gatehouse.oauth.outbound;

import org.jspecify.annotations.NullMarked;
