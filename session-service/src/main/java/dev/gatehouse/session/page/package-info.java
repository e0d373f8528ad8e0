/** What the pages of this service have in common. */
@NullMarked
package dev.gatehouse.session.page;

import org.jspecify.annotations.NullMarked;
