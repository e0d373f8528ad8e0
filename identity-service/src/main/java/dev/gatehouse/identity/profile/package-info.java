/** What users say about themselves, and how they change it. */
@NullMarked
package dev.gatehouse.identity.profile;

import org.jspecify.annotations.NullMarked;
