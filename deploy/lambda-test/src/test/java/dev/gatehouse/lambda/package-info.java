/** The four services as functions of AWS Lambda, seen through the HTTP API. */
@NullMarked
package dev.gatehouse.lambda;

import org.jspecify.annotations.NullMarked;
