@NullMarked
package dev.gatehouse.oauth.device;

import org.jspecify.annotations.NullMarked;
