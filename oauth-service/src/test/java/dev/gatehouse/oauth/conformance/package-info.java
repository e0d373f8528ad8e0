/** The modules of the OpenID Foundation's test plans that no test beside the code has already. */
@NullMarked
package dev.gatehouse.oauth.conformance;

import org.jspecify.annotations.NullMarked;
