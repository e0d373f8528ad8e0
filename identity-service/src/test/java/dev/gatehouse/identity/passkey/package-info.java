@NullMarked
package dev.gatehouse.identity.passkey;

import org.jspecify.annotations.NullMarked;
