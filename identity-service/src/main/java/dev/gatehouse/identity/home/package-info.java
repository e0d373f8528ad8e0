/** The pages on which users see and manage their account; what they do is done by the rooms that it is about. */
@NullMarked
package dev.gatehouse.identity.home;

import org.jspecify.annotations.NullMarked;
