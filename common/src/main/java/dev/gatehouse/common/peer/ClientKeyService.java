package dev.gatehouse.common.peer;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What token-service offers to the other services about the keys that it signs with, above all those shared with clients. */
@RegisterForReflection(ignoreNested = false)
public interface ClientKeyService {
    /** The algorithm of keys that are shared with a client (RFC 7518, section 3.2). */
    String SHARED = "HS256";

    /** What tokens can be signed with at present. */
    Uni<Algorithms> algorithms();

    /** Makes the first key that is shared with a client, unless there is one. */
    Uni<Void> share(String clientId);

    /** The keys that are shared with a client and count, the newest first; none where it shares none. */
    Uni<SharedKeys> of(String clientId);

    /** Makes the next one. */
    Uni<Outcome> rotate(String clientId, Rotation order);

    /** They count no more. */
    Uni<Void> forget(String clientId);

    /** @param names as {@code alg} has them (RFC 7518, section 3.1), {@link #SHARED} where clients may share a key */
    record Algorithms(List<String> names) {}

    record SharedKeys(List<SharedKey> keys) {}

    /**
     * @param k the key, base64url without padding (RFC 7518, section 6.4.1)
     * @param activatesAt from then on it signs, until the next one does
     * @param goneAt when it does not count any more; null where it has no successor yet
     */
    record SharedKey(
            String kid,
            String k,
            Instant createdAt,
            Instant activatesAt,
            @Nullable Instant goneAt) {
        /** Keeps the key out of logs. */
        @Override
        public String toString() {
            return "SharedKey[" + kid + "]";
        }
    }

    /**
     * @param kid the key that is to have a successor; null for the newest
     * @param activatesIn how long the one before signs on, so that whoever verifies can be given the new one; null for not
     *     at all
     * @param compromised whether the keys there are must not count any more
     */
    record Rotation(
            @Nullable @Size(max = 100) String kid, @Nullable Duration activatesIn, boolean compromised) {}

    /** What came of a rotation. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "outcome")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Rotated.class, name = "rotated"),
        @JsonSubTypes.Type(value = NothingShared.class, name = "nothing_shared")
    })
    sealed interface Outcome permits Rotated, NothingShared {}

    /** @param made false where a newer key than the one that was named is there, or under way, already */
    record Rotated(boolean made, List<SharedKey> keys) implements Outcome {}

    /** No key is shared with the client. */
    record NothingShared() implements Outcome {}
}
