/** HTML pages and the headers that keep them safe. */
@NullMarked
package dev.gatehouse.oauth.page;

import org.jspecify.annotations.NullMarked;
