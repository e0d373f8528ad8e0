/** Pages and their forms. */
@NullMarked
package dev.gatehouse.identity.page;

import org.jspecify.annotations.NullMarked;
