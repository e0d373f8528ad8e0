/** Where a request comes from, told on from service to service. */
@NullMarked
package dev.gatehouse.common.origin;

import org.jspecify.annotations.NullMarked;
