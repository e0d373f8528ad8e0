/** The mail server of one machine: it keeps what it gets, and sends nothing on. */
@NullMarked
package dev.gatehouse.launcher.mail;

import org.jspecify.annotations.NullMarked;
