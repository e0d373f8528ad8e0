package dev.gatehouse.backing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * PostgreSQL and Redis over one data directory, on free ports of 127.0.0.1, each behind a password made up for the
 * directory. What a killed run left running there is stopped first.
 */
public final class BackingServices implements AutoCloseable {
    private static final String LOCK = "lock";

    private final FileChannel lock;
    private final PostgresServer postgres;
    private final RedisServer redis;

    private BackingServices(FileChannel lock, PostgresServer postgres, RedisServer redis) {
        this.lock = lock;
        this.postgres = postgres;
        this.redis = redis;
    }

    /**
     * Starts both and waits until they answer.
     *
     * @param dataDirectory is made, mode 0700, where it is missing; its path may have spaces
     * @param fresh whether to begin with empty data
     * @throws IllegalStateException where another process uses the directory
     * @throws UncheckedIOException where a server does not start; nothing is left running
     */
    public static BackingServices start(Path dataDirectory, boolean fresh) {
        Path directory = dataDirectory.toAbsolutePath().normalize();
        try {
            PrivateDirectory.make(directory);
            FileChannel lock = lock(directory.resolve(LOCK));
            try {
                Leftovers.stop(directory);
                if (fresh) {
                    Trees.empty(directory, directory.resolve(LOCK));
                }
                Passwords passwords = Passwords.of(directory.resolve("passwords.properties"));
                return start(lock, directory, passwords);
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL and Redis cannot be started in " + directory, e);
        }
    }

    private static BackingServices start(FileChannel lock, Path directory, Passwords passwords) throws IOException {
        var postgres = new PostgresServer(directory, passwords.postgres());
        var redis = new RedisServer(directory, passwords.redis());
        postgres.start();
        try {
            redis.start();
        } catch (RuntimeException e) {
            postgres.stop();
            throw e;
        }
        return new BackingServices(lock, postgres, redis);
    }

    public PostgresServer postgres() {
        return postgres;
    }

    public RedisServer redis() {
        return redis;
    }

    public String jdbcUrl() {
        return postgres.jdbcUrl();
    }

    public String databaseUser() {
        return PostgresServer.ROLE;
    }

    public String databasePassword() {
        return postgres.password();
    }

    /** With the password in it. */
    public String redisUrl() {
        return redis.url();
    }

    /** Stops both; the data stays. */
    @Override
    public void close() {
        try (lock) {
            try {
                redis.stop();
            } finally {
                postgres.stop();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FileChannel lock(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // The same Java process holds it.
        }
        channel.close();
        throw new IllegalStateException("another process uses " + file.getParent());
    }
}
