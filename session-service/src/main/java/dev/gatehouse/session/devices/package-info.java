/** Where a user is signed in, as the page of it shows. */
@NullMarked
package dev.gatehouse.session.devices;

import org.jspecify.annotations.NullMarked;
