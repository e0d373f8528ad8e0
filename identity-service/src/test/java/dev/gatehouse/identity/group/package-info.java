@NullMarked
package dev.gatehouse.identity.group;

import org.jspecify.annotations.NullMarked;
