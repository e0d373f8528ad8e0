/** A machine that plays AWS Lambda. */
@NullMarked
package dev.gatehouse.lambda.setup;

import org.jspecify.annotations.NullMarked;
