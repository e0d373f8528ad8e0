@NullMarked
package dev.gatehouse.identity.profile;

import org.jspecify.annotations.NullMarked;
