/** The bounds that every request is held to before a resource sees it. */
@NullMarked
package dev.gatehouse.common.request;

import org.jspecify.annotations.NullMarked;
