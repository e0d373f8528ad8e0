@NullMarked
package dev.gatehouse.oauth.request;

import org.jspecify.annotations.NullMarked;
