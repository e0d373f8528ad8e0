@NullMarked
package dev.gatehouse.common.caller;

import org.jspecify.annotations.NullMarked;
