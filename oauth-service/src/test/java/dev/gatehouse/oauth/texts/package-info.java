/** What users read of the scopes of APIs. */
@NullMarked
package dev.gatehouse.oauth.texts;

import org.jspecify.annotations.NullMarked;
