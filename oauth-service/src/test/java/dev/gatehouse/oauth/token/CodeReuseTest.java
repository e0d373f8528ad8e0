package dev.gatehouse.oauth.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gatehouse.common.peer.TokenService;
import dev.gatehouse.common.peer.TokenService.Kind;
import dev.gatehouse.common.peer.TokenService.Revoke;
import dev.gatehouse.common.problem.PeerAway;
import dev.gatehouse.common.secret.Secrets;
import dev.gatehouse.oauth.Fixtures;
import dev.gatehouse.oauth.code.CodeStore;
import dev.gatehouse.oauth.code.CodeStore.Presented;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a code gave is revoked when it comes again, be it that token-service is away at first. */
@QuarkusTest
class CodeReuseTest {
    private static final int TRIES = 4;
    private static final Revoke GRANT = new Revoke(Kind.grant, "g-1");
    private final CodeStore codes;
    private final List<Revoke> revoked = new ArrayList<>();
    private int failures;
    private int calls;
    private final FirstUse firstUse;

    @Inject
    CodeReuseTest(CodeStore codes) {
        this.codes = codes;
        firstUse = new FirstUse(tokens(), codes);
    }

    @Test
    void aSecondUseRevokesOnce() {
        Presented code = used();
        assertEquals("grant:g-1", reuse(code));
        revoke(code);
        assertEquals(List.of(GRANT), revoked);
        assertEquals(null, reuse(code));
    }

    @Test
    void isTriedAgainAtOnce() {
        Presented code = used();
        failures = TRIES - 1;
        revoke(code);
        assertEquals(List.of(GRANT), revoked);
        assertEquals(TRIES, calls);
    }

    @Test
    void whatCannotBeRevokedIsByTheNextUse() {
        Presented code = used();
        failures = TRIES;
        assertThrows(PeerAway.class, () -> revoke(code));
        assertEquals(List.of(), revoked);
        assertEquals("grant:g-1", reuse(code));
        revoke(code);
        assertEquals(List.of(GRANT), revoked);
    }

    @Test
    void theFirstUseThatHeardOfASecondLeavesItToTheNextWhereItCannotRevoke() {
        Presented code = issued();
        assertInstanceOf(CodeStore.Fresh.class, take(code));
        assertEquals(null, reuse(code));
        assertEquals(true, codes.settle(code, "grant:g-1").await().indefinitely());
        assertEquals("grant:g-1", reuse(code));
    }

    /** Whoever got hold of it may not take from the client what it was given. */
    @Test
    void ofAnotherClientItIsNoUse() {
        Presented code = issued();
        var another = new Presented(code.code(), "client-2");
        assertInstanceOf(CodeStore.Unknown.class, take(another));
        assertEquals(Optional.empty(), codes.find(another).await().indefinitely());
        assertInstanceOf(CodeStore.Fresh.class, take(code));
        assertInstanceOf(CodeStore.Unknown.class, take(another));
        assertEquals(false, codes.settle(code, "grant:g-1").await().indefinitely());
        assertInstanceOf(CodeStore.Unknown.class, take(another));
        assertEquals("grant:g-1", reuse(code));
    }

    @Test
    void lookingAtACodeSpendsNothing() {
        Presented code = issued();
        var found = codes.find(code).await().indefinitely();
        assertEquals(new CodeStore.Fresh(found.orElseThrow()), take(code));
        assertEquals(Optional.empty(), codes.find(code).await().indefinitely());
    }

    private Presented used() {
        Presented code = issued();
        assertInstanceOf(CodeStore.Fresh.class, take(code));
        assertEquals(false, codes.settle(code, "grant:g-1").await().indefinitely());
        return code;
    }

    private Presented issued() {
        String code = Secrets.random();
        codes.issue(code, Fixtures.code("client-1", UUID.randomUUID(), List.of(), null))
                .await()
                .indefinitely();
        return new Presented(code, "client-1");
    }

    private @Nullable String reuse(Presented code) {
        return assertInstanceOf(CodeStore.Reused.class, take(code)).gave();
    }

    private CodeStore.Taken take(Presented code) {
        return codes.take(code).await().indefinitely();
    }

    private void revoke(Presented code) {
        firstUse.revoke(code, "grant:g-1").await().indefinitely();
    }

    /** As far as it revokes: away for the first {@link #failures} calls. */
    private TokenService tokens() {
        return (TokenService) Proxy.newProxyInstance(
                TokenService.class.getClassLoader(), new Class<?>[] {TokenService.class}, (proxy, method, args) -> {
                    calls++;
                    if (calls <= failures) {
                        return Uni.createFrom().failure(new PeerAway("away"));
                    }
                    revoked.add((Revoke) args[0]);
                    return Uni.createFrom().voidItem();
                });
    }
}
