/** What tokens can be signed with: for those who register clients, and for those who verify. */
@NullMarked
package dev.gatehouse.oauth.algorithm;

import org.jspecify.annotations.NullMarked;
