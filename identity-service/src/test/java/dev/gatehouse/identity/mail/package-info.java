/** What users are written, as a mail server gets it. */
@NullMarked
package dev.gatehouse.identity.mail;

import org.jspecify.annotations.NullMarked;
