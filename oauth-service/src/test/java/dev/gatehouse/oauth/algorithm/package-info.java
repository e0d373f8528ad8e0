@NullMarked
package dev.gatehouse.oauth.algorithm;

import org.jspecify.annotations.NullMarked;
