/** What users are written, in their language, and how it is sent. */
@NullMarked
package dev.gatehouse.identity.mail;

import org.jspecify.annotations.NullMarked;
