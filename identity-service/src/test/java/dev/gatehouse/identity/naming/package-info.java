@NullMarked
package dev.gatehouse.identity.naming;

import org.jspecify.annotations.NullMarked;
