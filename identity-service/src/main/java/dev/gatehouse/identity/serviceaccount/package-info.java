/** Accounts of programs, which act for themselves by HTTP Basic with a generated secret. */
@NullMarked
package dev.gatehouse.identity.serviceaccount;

import org.jspecify.annotations.NullMarked;
