/** OAuth clients: their registration and how they prove who they are. */
@NullMarked
package dev.gatehouse.oauth.client;

import org.jspecify.annotations.NullMarked;
