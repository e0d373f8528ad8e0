/** A service as a function of AWS Lambda, behind an HTTP API: only the profile lambda has it. */
@NullMarked
package dev.gatehouse.lambda;

import org.jspecify.annotations.NullMarked;
