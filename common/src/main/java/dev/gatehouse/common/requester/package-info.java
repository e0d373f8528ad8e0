/** Who sends a request, by address, program and request id; told on from service to service. */
@NullMarked
package dev.gatehouse.common.requester;

import org.jspecify.annotations.NullMarked;
