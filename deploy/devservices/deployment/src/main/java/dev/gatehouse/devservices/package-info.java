/** Gives an application in dev mode or under test a real PostgreSQL and Redis. */
@NullMarked
package dev.gatehouse.devservices;

import org.jspecify.annotations.NullMarked;
