package dev.gatehouse.token.signin;

import dev.gatehouse.common.peer.IdentityService;
import dev.gatehouse.common.peer.IdentityService.Authenticated;
import dev.gatehouse.common.peer.IdentityService.Busy;
import dev.gatehouse.common.peer.IdentityService.Credentials;
import dev.gatehouse.common.peer.IdentityService.Refused;
import dev.gatehouse.common.peer.IdentityService.Throttled;
import dev.gatehouse.common.peer.TokenService.Format;
import dev.gatehouse.common.peer.TokenService.Mint;
import dev.gatehouse.common.peer.TokenService.MintRefused;
import dev.gatehouse.common.peer.TokenService.Minted;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.token.mint.Minter;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Signing in by API: the password is checked by identity-service, the tokens are first-party. Blocks. */
@Singleton
class SignIn {
    private final IdentityService identity;
    private final Minter minter;

    SignIn(IdentityService identity, Minter minter) {
        this.identity = identity;
        this.minter = minter;
    }

    /** What came of it. */
    sealed interface Outcome {}

    record SignedIn(Minted minted) implements Outcome {}

    /**
     * @param code {@code invalid_credentials} or {@code second_factor_required}
     * @param factors which second factors would do
     */
    record NotSignedIn(String code, @Nullable List<String> factors) implements Outcome {}

    record TooBusy(int retryAfterSeconds) implements Outcome {}

    record TooManyAttempts(int retryAfterSeconds) implements Outcome {}

    record ScopeRefused() implements Outcome {}

    Outcome signIn(Credentials credentials, Format format, @Nullable Scope asked) {
        return switch (identity.authenticate(credentials).await().indefinitely()) {
            case Refused(String code, List<String> factors) -> new NotSignedIn(code, factors);
            case Busy(int retryAfterSeconds) -> new TooBusy(retryAfterSeconds);
            case Throttled(int retryAfterSeconds) -> new TooManyAttempts(retryAfterSeconds);
            case Authenticated user ->
                granted(asked, user.scope())
                        .map(scope -> mint(user, format, scope))
                        .orElseGet(ScopeRefused::new);
        };
    }

    /** All that the user may do where nothing is asked; empty where more is asked than they may do. */
    static Optional<Scope> granted(@Nullable Scope asked, Scope allowed) {
        if (asked == null || asked.isEmpty()) {
            return Optional.of(allowed);
        }
        return allowed.covers(asked) ? Optional.of(asked) : Optional.empty();
    }

    private Outcome mint(Authenticated user, Format format, Scope scope) {
        Mint order = new Mint(
                user.subject().toString(),
                user.username(),
                null,
                scope,
                null,
                user.authTime(),
                user.amr(),
                format,
                true,
                null);
        return switch (minter.mintUnlessRevoked(order).await().indefinitely()) {
            case Minted minted -> new SignedIn(minted);
            case MintRefused ignored -> new NotSignedIn("invalid_credentials", null);
        };
    }
}
