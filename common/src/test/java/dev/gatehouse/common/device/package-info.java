/** The words for devices, agent by agent. */
@NullMarked
package dev.gatehouse.common.device;

import org.jspecify.annotations.NullMarked;
