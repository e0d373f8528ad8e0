package dev.gatehouse.session.session;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.gatehouse.common.scope.Scope;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A session as one short line, for there are many: {@code [1,sid,subject,username,scope,amr,authTime,created,lastUsed,device,
 * address,flags,begun]}, a JSON array that the scripts can read, too. Times are micro-, milli- and whole seconds since 1970;
 * the last, in microseconds, is there where it is not {@code authTime}.
 */
final class SessionCodec {
    private static final int VERSION = 1;
    private static final int REMEMBERED = 1;
    private static final JsonFactory JSON = new JsonFactory();

    /** Each is a bit, by its place: new ones go to the end. */
    private static final List<String> SCOPES = List.of(
            Scope.OPENID,
            Scope.OFFLINE_ACCESS,
            Scope.PROFILE,
            Scope.EMAIL,
            Scope.ADDRESS,
            Scope.PHONE,
            Scope.GROUPS,
            Scope.ROLES,
            Scope.ACCOUNT,
            Scope.ADMIN,
            Scope.SCIM,
            Scope.INTROSPECT,
            Scope.VERIFY,
            Scope.REVOCATIONS);

    private SessionCodec() {}

    static String write(Session session) {
        var text = new StringWriter(256);
        try (JsonGenerator to = JSON.createGenerator(text)) {
            to.writeStartArray();
            to.writeNumber(VERSION);
            to.writeString(session.sid());
            to.writeString(session.subject().toString());
            to.writeString(session.username());
            to.writeString(written(session.scope()));
            to.writeString(String.join(" ", session.amr()));
            to.writeNumber(micros(session.authTime()));
            to.writeNumber(session.createdAt().toEpochMilli());
            to.writeNumber(session.lastUsedAt().getEpochSecond());
            to.writeString(session.device());
            to.writeString(session.address());
            to.writeNumber(session.remembered() ? REMEMBERED : 0);
            if (micros(session.begun()) != micros(session.authTime())) {
                to.writeNumber(micros(session.begun()));
            }
            to.writeEndArray();
        } catch (IOException e) {
            throw new IllegalStateException("a session cannot be written", e);
        }
        return text.toString();
    }

    /** Empty where there is none, or one of another version. */
    static Optional<Session> read(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        try (JsonParser from = JSON.createParser(text)) {
            return from.nextToken() == JsonToken.START_ARRAY && number(from) == VERSION
                    ? Optional.of(session(from))
                    : Optional.empty();
        } catch (IOException e) {
            throw new IllegalStateException("a stored session cannot be read", e);
        }
    }

    private static Session session(JsonParser from) throws IOException {
        String sid = text(from);
        UUID subject = UUID.fromString(text(from));
        String username = text(from);
        Scope scope = scope(text(from));
        List<String> amr = words(text(from));
        Instant authTime = instant(number(from));
        Instant createdAt = Instant.ofEpochMilli(number(from));
        Instant lastUsedAt = Instant.ofEpochSecond(number(from));
        String device = text(from);
        String address = from.nextTextValue();
        boolean remembered = (number(from) & REMEMBERED) != 0;
        Instant begun = from.nextToken() == JsonToken.VALUE_NUMBER_INT ? instant(from.getLongValue()) : authTime;
        return new Session(
                sid,
                subject,
                username,
                scope,
                amr,
                authTime,
                begun,
                createdAt,
                lastUsedAt,
                device,
                address,
                remembered);
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    private static String text(JsonParser from) throws IOException {
        String text = from.nextTextValue();
        if (text == null) {
            throw new IOException("a member that is no text");
        }
        return text;
    }

    private static long number(JsonParser from) throws IOException {
        if (from.nextToken() != JsonToken.VALUE_NUMBER_INT) {
            throw new IOException("a member that is no number");
        }
        return from.getLongValue();
    }

    static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    /** The bits in hex, and what has none. */
    private static String written(Scope scope) {
        long bits = 0;
        var words = new ArrayList<String>();
        for (String token : scope.tokens()) {
            int bit = SCOPES.indexOf(token);
            if (bit < 0) {
                words.add(token);
            } else {
                bits |= 1L << bit;
            }
        }
        words.addFirst(Long.toHexString(bits));
        return String.join(" ", words);
    }

    private static Scope scope(String written) {
        List<String> words = words(written);
        long bits = Long.parseLong(words.getFirst(), 16);
        var tokens = new LinkedHashSet<String>();
        for (int bit = 0; bit < SCOPES.size(); bit++) {
            if ((bits >> bit & 1) == 1) {
                tokens.add(SCOPES.get(bit));
            }
        }
        tokens.addAll(words.subList(1, words.size()));
        return new Scope(tokens);
    }

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(" ", -1));
    }
}
