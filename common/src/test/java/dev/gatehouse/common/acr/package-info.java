@NullMarked
package dev.gatehouse.common.acr;

import org.jspecify.annotations.NullMarked;
