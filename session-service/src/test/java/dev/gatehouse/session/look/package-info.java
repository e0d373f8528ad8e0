@NullMarked
package dev.gatehouse.session.look;

import org.jspecify.annotations.NullMarked;
