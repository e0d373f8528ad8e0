/** Which names look alike (Unicode Technical Standard 39). */
@NullMarked
package dev.gatehouse.identity.naming;

import org.jspecify.annotations.NullMarked;
