package dev.gatehouse.oauth.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gatehouse.common.peer.TokenService;
import dev.gatehouse.common.peer.TokenService.Kind;
import dev.gatehouse.common.peer.TokenService.Revoke;
import dev.gatehouse.common.problem.PeerAway;
import dev.gatehouse.oauth.Fixtures;
import dev.gatehouse.oauth.code.CodeStore;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
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
        String code = used();
        assertEquals("grant:g-1", reuse(code));
        revoke(code);
        assertEquals(List.of(GRANT), revoked);
        assertEquals(null, reuse(code));
    }

    @Test
    void isTriedAgainAtOnce() {
        String code = used();
        failures = TRIES - 1;
        revoke(code);
        assertEquals(List.of(GRANT), revoked);
        assertEquals(TRIES, calls);
    }

    @Test
    void whatCannotBeRevokedIsByTheNextUse() {
        String code = used();
        failures = TRIES;
        assertThrows(PeerAway.class, () -> revoke(code));
        assertEquals(List.of(), revoked);
        assertEquals("grant:g-1", reuse(code));
        revoke(code);
        assertEquals(List.of(GRANT), revoked);
    }

    @Test
    void theFirstUseThatHeardOfASecondLeavesItToTheNextWhereItCannotRevoke() {
        String code = issued();
        assertInstanceOf(CodeStore.Fresh.class, take(code));
        assertEquals(null, reuse(code));
        assertEquals(true, codes.settle(code, "grant:g-1").await().indefinitely());
        assertEquals("grant:g-1", reuse(code));
    }

    private String used() {
        String code = issued();
        assertInstanceOf(CodeStore.Fresh.class, take(code));
        assertEquals(false, codes.settle(code, "grant:g-1").await().indefinitely());
        return code;
    }

    private String issued() {
        return codes.issue(Fixtures.code("client-1", UUID.randomUUID(), List.of(), null))
                .await()
                .indefinitely();
    }

    private @Nullable String reuse(String code) {
        return assertInstanceOf(CodeStore.Reused.class, take(code)).gave();
    }

    private CodeStore.Taken take(String code) {
        return codes.take(code).await().indefinitely();
    }

    private void revoke(String code) {
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
