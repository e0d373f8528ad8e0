@NullMarked
package dev.gatehouse.token.credentials;

import org.jspecify.annotations.NullMarked;
