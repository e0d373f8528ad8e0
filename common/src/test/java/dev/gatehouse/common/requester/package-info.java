@NullMarked
package dev.gatehouse.common.requester;

import org.jspecify.annotations.NullMarked;
