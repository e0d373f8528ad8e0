/** Tests of clients that documents describe. */
@NullMarked
package dev.gatehouse.oauth.document;

import org.jspecify.annotations.NullMarked;
