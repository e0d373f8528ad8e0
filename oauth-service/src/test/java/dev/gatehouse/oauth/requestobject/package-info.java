@NullMarked
package dev.gatehouse.oauth.requestobject;

import org.jspecify.annotations.NullMarked;
