@NullMarked
package dev.gatehouse.identity.serviceaccount;

import org.jspecify.annotations.NullMarked;
