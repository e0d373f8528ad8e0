/** HTML pages and the headers that keep them safe. */
@NullMarked
package dev.gatehouse.common.page;

import org.jspecify.annotations.NullMarked;
