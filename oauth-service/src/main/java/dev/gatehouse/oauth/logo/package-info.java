/** Logos of clients, which browsers get from us and from nowhere else. */
@NullMarked
package dev.gatehouse.oauth.logo;

import org.jspecify.annotations.NullMarked;
