package dev.gatehouse.oauth.page;

import org.jspecify.annotations.Nullable;

/**
 * A mishap as its page has it.
 *
 * @param status of HTTP
 * @param what happened
 * @param next what the reader can do
 * @param exit to where that is done, null where it is not here
 */
record MishapPage(
        int status,
        String title,
        String what,
        String next,
        @Nullable Exit exit) {
    /** A link onwards. @param path of our own, or the address of an application */
    record Exit(String path, String label) {}

    /** @param login the sign-in page, with where it leads on to */
    static MishapPage of(Mishap mishap, OAuthTexts t, String login) {
        return switch (mishap) {
            case UNKNOWN_APPLICATION -> atClient(400, t, t.unknownApplication(), t.nextOperator());
            case UNKNOWN_ADDRESS -> atClient(400, t, t.unknownAddress(), t.nextOperator());
            case REQUEST_UNREADABLE -> atClient(400, t, t.requestUnreadable(), t.nextApplication());
            case FORM_UNREADABLE -> atClient(400, t, t.formUnreadable(), t.nextStartThere());
            case FOREIGN_FORM -> atClient(403, t, t.foreignForm(), t.nextStartThere());
            case SIGNED_OUT -> atClient(400, t, t.signedOut(), t.nextStartThere());
            case REQUEST_GONE -> atClient(400, t, t.requestGone(), t.nextStartThere());
            case UNANSWERABLE -> atClient(503, t, t.unanswerable(), t.nextApplication());
            case APPLICATION_GONE -> atClient(400, t, t.applicationGone(), t.nextApplication());
            case UNKNOWN_PROVIDER -> signIn(404, t, t.unknownProvider(), t.nextSignIn(), login);
            case WAY_FORGOTTEN -> signIn(400, t, t.wayForgotten(), t.nextSignIn(), login);
            case DENIED -> signIn(400, t, t.denied(), t.nextSignIn(), login);
            case NOBODY -> signIn(400, t, t.nobody(), t.nextOtherWay(), login);
            case PROVIDER_AWAY -> signIn(502, t, t.providerAway(), t.nextOtherWay(), login);
            case NOT_ANEW -> signIn(403, t, t.notAnew(), t.nextOtherWay(), login);
            case NOT_YOU -> signIn(403, t, t.notYou(), t.nextOtherAccount(), login);
            case ACCOUNT_REFUSED -> signIn(403, t, t.accountRefused(), t.nextHelp(), login);
            case OVERTAKEN -> signIn(403, t, t.overtaken(), t.nextSignIn(), login);
            case BUSY -> signIn(503, t, t.busy(), t.nextWait(), login);
            case THROTTLED -> signIn(429, t, t.throttled(), t.nextWait(), login);
            case LINK_FORGOTTEN -> link(400, t, t.linkForgotten(), t.nextLinkAgain());
            case NOBODY_TO_LINK -> link(400, t, t.nobody(), t.nextLinkAgain());
            case ANOTHER_SESSION -> link(403, t, t.anotherSession(), t.nextLinkAgain());
            case ANOTHERS_ACCOUNT -> link(409, t, t.anothersAccount(), t.nextOtherAccount());
        };
    }

    /** @param address of an application, where it is told why */
    static MishapPage refusal(String address, OAuthTexts t) {
        String host = ReplyPage.host(address);
        var exit = new Exit(address, t.toApplication(host));
        return new MishapPage(400, t.failed(), t.requestRefused(), t.nextOnlyIfKnown(host), exit);
    }

    private static MishapPage atClient(int status, OAuthTexts texts, String what, String next) {
        return new MishapPage(status, texts.failed(), what, next, null);
    }

    private static MishapPage signIn(int status, OAuthTexts texts, String what, String next, String login) {
        return new MishapPage(status, texts.signInFailed(), what, next, new Exit(login, texts.toSignIn()));
    }

    private static MishapPage link(int status, OAuthTexts texts, String what, String next) {
        return new MishapPage(status, texts.notLinked(), what, next, new Exit("/account/security", texts.toSecurity()));
    }
}
