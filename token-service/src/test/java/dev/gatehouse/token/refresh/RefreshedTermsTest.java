package dev.gatehouse.token.refresh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.gatehouse.common.peer.Terms;
import dev.gatehouse.common.peer.TokenService.Actor;
import dev.gatehouse.common.peer.TokenService.Confirmation;
import dev.gatehouse.common.peer.TokenService.Format;
import dev.gatehouse.common.peer.TokenService.Mint;
import dev.gatehouse.common.peer.TokenService.MintRefused;
import dev.gatehouse.common.peer.TokenService.Minted;
import dev.gatehouse.common.peer.TokenService.Minting;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.token.access.AccessToken;
import dev.gatehouse.token.access.AccessTokens;
import dev.gatehouse.token.access.AccessTokens.Readable;
import dev.gatehouse.token.mint.Minter;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a refresh gives, of what the grant was opened on and of what is asked for. */
@QuarkusTest
class RefreshedTermsTest {
    private final Minter minter;
    private final Refresher refresher;
    private final AccessTokens tokens;

    @Inject
    RefreshedTermsTest(Minter minter, Refresher refresher, AccessTokens tokens) {
        this.minter = minter;
        this.refresher = refresher;
        this.tokens = tokens;
    }

    @Test
    void theScopeOfTheAccessTokenCanBeNarrowedAndComesBack() {
        Minted first = open();
        assertEquals("invalid_scope", error(refresh(first, "app", Scope.of("a", "c"))));
        Minted second = minted(refresh(first, "app", Scope.of("a")));
        assertEquals(Scope.of("a"), second.scope());
        assertEquals(Scope.of("a"), readable(second).token().scope());
        assertEquals(Scope.of("a", "b"), minted(refresh(second, "app", null)).scope());
    }

    @Test
    void aClientThatMayLessThanBeforeGetsLess() {
        Minted first = open();
        Minted second = minted(refresher.refresh(text(first), "app", Scope.of("b", "c"), null, Terms.NONE, null));
        assertEquals(Scope.of("b"), second.scope());
        assertEquals(
                "invalid_grant", error(refresher.refresh(text(second), "app", Scope.of("c"), null, Terms.NONE, null)));
        assertEquals(Scope.of("a", "b"), minted(refresh(second, "app", null)).scope());
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void whatItWasOpenedOnHoldsForEveryTokenOfAGrant(Format format) {
        var key = new Confirmation("0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I", null);
        var terms = new Terms(
                List.of("https://a.example", "https://b.example"),
                Duration.ofSeconds(90),
                "RS256",
                Map.of("tenant", "t1"),
                key,
                new Actor("other", "other", null));
        Minted first = minter.mint(
                        new Mint("app", null, "app", Scope.of("a"), null, null, null, format, true, null).on(terms))
                .await()
                .indefinitely();
        var proved = new Terms(null, null, null, null, key, null);
        Minted second = minted(refresher.refresh(text(first), "app", null, null, proved, null));
        assertEquals(90, second.expiresIn());
        AccessToken token = readable(second).token();
        assertEquals(terms.audience(), token.audience());
        assertEquals(terms.claims(), token.claims());
        assertEquals(key, token.confirmation());
        assertEquals(terms.actor(), token.actor());

        var narrower = new Terms(List.of("https://b.example"), Duration.ofSeconds(30), null, Map.of(), key, null);
        Minted third = minted(refresher.refresh(text(second), "app", null, null, narrower, null));
        assertEquals(30, third.expiresIn());
        assertEquals(List.of("https://b.example"), readable(third).token().audience());
        assertEquals(Map.of(), readable(third).token().claims());
        var wider = new Terms(List.of("https://c.example"), null, null, null, key, null);
        assertEquals("invalid_target", error(refresher.refresh(text(third), "app", null, null, wider, null)));
        // What was narrowed once is not lost.
        Minted fourth = minted(refresher.refresh(text(third), "app", null, null, proved, null));
        assertEquals(terms.audience(), readable(fourth).token().audience());
        assertEquals("invalid_grant", error(refresh(fourth, "app", null)));
    }

    private Minting refresh(Minted from, @Nullable String client, @Nullable Scope asked) {
        return refresher.refresh(text(from), client, null, asked, Terms.NONE, null);
    }

    private static Minted minted(Minting answer) {
        return assertInstanceOf(Minted.class, answer);
    }

    private static String error(Minting answer) {
        return assertInstanceOf(MintRefused.class, answer).error();
    }

    private static String text(Minted minted) {
        return String.valueOf(minted.refreshToken());
    }

    private Readable readable(Minted minted) {
        return assertInstanceOf(
                Readable.class, tokens.read(minted.accessToken()).await().indefinitely());
    }

    private Minted open() {
        return minter.mint(new Mint("app", null, "app", Scope.of("a", "b"), null, null, null, Format.jwt, true, null))
                .await()
                .indefinitely();
    }
}
