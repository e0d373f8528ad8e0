package dev.gatehouse.common.problem;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonParseException;
import io.vertx.redis.client.impl.types.ErrorType;
import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is an outage, and what a mistake. */
class OutageTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "LOADING Redis is loading the dataset in memory",
                "BUSY Redis is busy running a script. You can only call SCRIPT KILL or SHUTDOWN NOSAVE.",
                "MASTERDOWN Link with MASTER is down and replica-serve-stale-data is set to 'no'.",
                "READONLY You can't write against a read only replica.",
                "MISCONF Redis is configured to save RDB snapshots, but it is currently unable to persist to disk.",
                "CONNECTION_CLOSED"
            })
    void aRedisThatCannotServeIsAway(String answer) {
        assertTrue(Outage.is(ErrorType.create(answer)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ERR unknown command", "WRONGTYPE Operation against a key", "NOSCRIPT No matching script."})
    void aCommandThatIsWrongIsAMistake(String answer) {
        assertFalse(Outage.is(ErrorType.create(answer)));
    }

    @Test
    void connectionsBreakButTextDoesNot() {
        assertTrue(Outage.is(new IOException("reset")));
        assertTrue(Outage.is(new io.smallrye.mutiny.TimeoutException()));
        assertFalse(Outage.is(new JsonParseException(null, "no JSON")));
        assertTrue(Outage.is(new SQLException("starting up", "57P03")));
        assertFalse(Outage.is(new SQLException("taken", "23505")));
    }
}
