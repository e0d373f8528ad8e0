/** Authorization codes: what each stands for, that it is used once, and by whom. */
@NullMarked
package dev.gatehouse.oauth.code;

import org.jspecify.annotations.NullMarked;
