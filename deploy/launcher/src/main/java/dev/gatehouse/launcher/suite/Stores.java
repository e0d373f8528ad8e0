package dev.gatehouse.launcher.suite;

import dev.gatehouse.backing.BackingServices;

/**
 * The PostgreSQL database and the Redis that a suite keeps its data in.
 *
 * @param redisUrl with the password in it
 */
public record Stores(String jdbcUrl, String databaseUser, String databasePassword, String redisUrl) {

    /** What {@link BackingServices} has for a suite that is alone. */
    static Stores of(BackingServices servers) {
        return new Stores(servers.jdbcUrl(), servers.databaseUser(), servers.databasePassword(), servers.redisUrl());
    }
}
