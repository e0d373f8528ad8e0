/** The OpenAPI document of a service, for whoever runs it. */
@NullMarked
package dev.gatehouse.common.openapi;

import org.jspecify.annotations.NullMarked;
