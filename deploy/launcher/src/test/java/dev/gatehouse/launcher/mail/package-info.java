/** The mail server of one machine. */
@NullMarked
package dev.gatehouse.launcher.mail;

import org.jspecify.annotations.NullMarked;
