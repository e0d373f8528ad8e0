/** The languages of pages and mails, and how a reader chooses one. */
@NullMarked
package dev.gatehouse.common.language;

import org.jspecify.annotations.NullMarked;
