@NullMarked
package dev.gatehouse.identity.federation;

import org.jspecify.annotations.NullMarked;
