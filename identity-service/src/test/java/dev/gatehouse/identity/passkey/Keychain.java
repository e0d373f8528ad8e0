package dev.gatehouse.identity.passkey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.gatehouse.common.peer.IdentityService;
import dev.gatehouse.common.peer.IdentityService.PasskeyAsked;
import dev.gatehouse.common.peer.IdentityService.PasskeyBrowser;
import dev.gatehouse.common.secret.Secrets;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Gives users of the tests passkeys, and takes them away. */
@Singleton
public class Keychain {
    private final PasskeyKeeping keeping;
    private final PasskeySignIn signIn;

    Keychain(PasskeyKeeping keeping, PasskeySignIn signIn) {
        this.keeping = keeping;
        this.signIn = signIn;
    }

    /** A passkey of one user, and the browser before it. */
    public final class Key {
        private final UUID user;
        private final UUID id;
        private final SoftAuthenticator authenticator;
        private final String browser = Secrets.random();

        private Key(UUID user, UUID id, SoftAuthenticator authenticator) {
            this.user = user;
            this.id = id;
            this.authenticator = authenticator;
        }

        /** An answer to a new challenge. */
        public IdentityService.PasskeySignIn use() {
            return new IdentityService.PasskeySignIn(
                    new PasskeyBrowser(browser), authenticator.use(challenge(browser), user));
        }

        /** The same without the PIN, the finger or the face of its owner. */
        public IdentityService.PasskeySignIn useUnverified() {
            authenticator.flags &= ~SoftAuthenticator.VERIFIED;
            IdentityService.PasskeySignIn answer = use();
            authenticator.flags |= SoftAuthenticator.VERIFIED;
            return answer;
        }

        /** Whether it was taken away by its owner, who has signed in with one factor alone. */
        public boolean removeByOneFactor() {
            return keeping.remove(user, id, false) == PasskeyKeeping.Removal.DONE;
        }

        public void remove() {
            assertEquals(PasskeyKeeping.Removal.DONE, keeping.remove(user, id, true));
        }
    }

    public Key of(UUID user) {
        var authenticator = new SoftAuthenticator();
        return new Key(user, register(user, authenticator).id(), authenticator);
    }

    Passkey register(UUID user, SoftAuthenticator with) {
        var answer = with.register(asked(user).challenge());
        return assertInstanceOf(PasskeyKeeping.Added.class, keeping.add(user, "laptop", answer))
                .passkey();
    }

    /** What a user is asked for who registers one. */
    CreationOptions asked(UUID user) {
        return assertInstanceOf(PasskeyKeeping.Asked.class, keeping.options(user, "alice"))
                .options();
    }

    /** What a browser is asked for before a sign-in. */
    String challenge(String browser) {
        return assertInstanceOf(PasskeyAsked.class, signIn.options(browser))
                .options()
                .challenge();
    }
}
