/** The parameters of OAuth requests, read strictly. */
@NullMarked
package dev.gatehouse.oauth.parameters;

import org.jspecify.annotations.NullMarked;
