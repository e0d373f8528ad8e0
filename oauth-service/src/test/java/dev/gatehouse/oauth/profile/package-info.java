@NullMarked
package dev.gatehouse.oauth.profile;

import org.jspecify.annotations.NullMarked;
