/** HTML pages, the headers that keep them safe, and the forms that they send. */
@NullMarked
package dev.gatehouse.common.page;

import org.jspecify.annotations.NullMarked;
