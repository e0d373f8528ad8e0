/** What a browser says that it is, in words for people. */
@NullMarked
package dev.gatehouse.common.device;

import org.jspecify.annotations.NullMarked;
