package dev.gatehouse.session.bymail;

import dev.gatehouse.common.peer.IdentityService;
import dev.gatehouse.common.peer.MailSteps.MailAnswer;
import dev.gatehouse.common.peer.MailSteps.MailBusy;
import dev.gatehouse.common.peer.MailSteps.MailOff;
import dev.gatehouse.common.peer.MailSteps.MailOrder;
import dev.gatehouse.common.peer.MailSteps.MailTaken;
import dev.gatehouse.common.peer.MailSteps.MailWait;
import dev.gatehouse.common.secret.Secrets;
import dev.gatehouse.session.session.Arrival;
import dev.gatehouse.session.session.SignIn;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/**
 * Signs in by what was mailed, in the browser that asked for it and no other: each time it asks, it is given a new secret,
 * so what was mailed before is good for nothing there. Who makes somebody ask, or is sent a foreign link, gets nothing.
 */
@ApplicationScoped
class ByMail {
    private static final int LONGEST_COOKIE = 64;
    private final IdentityService identity;
    private final SignIn signIn;
    private final WishStore wishes;
    private final ByMailConfig config;

    ByMail(IdentityService identity, SignIn signIn, WishStore wishes, ByMailConfig config) {
        this.identity = identity;
        this.signIn = signIn;
        this.wishes = wishes;
        this.config = config;
    }

    /** What came of asking; nothing of it depends on whether there is such an account. */
    sealed interface Asking permits Asked, Off, Wait, Busy {}

    /** @param setCookie by which the browser is known */
    record Asked(String setCookie) implements Asking {}

    /** Nobody signs in so here. */
    record Off() implements Asking {}

    /** There were too many from this network of late. */
    record Wait(int seconds) implements Asking {}

    /** Too many mails wait. */
    record Busy() implements Asking {}

    /**
     * @param login username or e-mail address
     * @param wish what is wanted of the sign-in
     * @param device the cookie that it keeps of having signed in before
     */
    Asking ask(String login, Wish wish, @Nullable String device) {
        if (!config.enabled()) {
            return new Off();
        }
        String secret = Secrets.random();
        String browser = Secrets.sha256(secret);
        return switch (identity.orderMail(new MailOrder(login, browser, device))
                .await()
                .indefinitely()) {
            case MailTaken() -> {
                wishes.keep(browser, wish, config.lifetime());
                yield new Asked(BrowserCookie.of(secret, config.lifetime()));
            }
            case MailOff() -> new Off();
            case MailWait(int seconds) -> new Wait(seconds);
            case MailBusy() -> new Busy();
        };
    }

    /** Whether this is a browser that has asked, as far as its cookie goes. */
    static boolean asked(@Nullable String cookie) {
        return cookie != null && !cookie.isBlank() && cookie.length() <= LONGEST_COOKIE;
    }

    /**
     * @param cookie of a browser that has {@link #asked}
     * @param proof the token of the link, or the code as it was typed
     * @param session the session that the browser presents; its cookie is worth nothing after a successful sign-in
     * @param device the cookie that it keeps of having signed in before
     */
    SignIn.Outcome answer(
            String cookie, String proof, @Nullable String otp, @Nullable String session, @Nullable String device) {
        String browser = Secrets.sha256(cookie);
        var answer = new MailAnswer(browser, proof, otp == null || otp.isBlank() ? null : otp);
        return signIn.signIn(
                answer.from(device), new Arrival(session, wishes.find(browser).remember()));
    }

    /** Where the browser wanted to go when it asked; once. */
    String destination(String cookie) {
        return wishes.take(Secrets.sha256(cookie)).returnTo();
    }
}
