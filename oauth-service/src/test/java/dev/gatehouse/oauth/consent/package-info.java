@NullMarked
package dev.gatehouse.oauth.consent;

import org.jspecify.annotations.NullMarked;
