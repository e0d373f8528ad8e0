package dev.gatehouse.oauth.page;

/** What can go wrong on a person's way, and has a page that says so and what they can do next. */
public enum Mishap {
    /** No client of that id. */
    UNKNOWN_APPLICATION,
    /** The redirect URI is not one of the client's. */
    UNKNOWN_ADDRESS,
    /** What the client asks for is no form-encoded text. */
    REQUEST_UNREADABLE,
    /** A form of ours came broken. */
    FORM_UNREADABLE,
    /** A form of ours came from elsewhere, or without its token. */
    FOREIGN_FORM,
    /** The session ended while the page was open. */
    SIGNED_OUT,
    /** The request was decided, is too old, or was shown to another session. */
    REQUEST_GONE,
    /** The client's answer has to be signed, or encrypted, and cannot be. */
    UNANSWERABLE,
    /** The client went away meanwhile, or all that the user could allow it. */
    APPLICATION_GONE,
    /** No upstream provider of that name. */
    UNKNOWN_PROVIDER,
    /** The browser comes back from a provider as if by a way that it did not set out on. */
    WAY_FORGOTTEN,
    /** The intention to link is too old, or was carried out. */
    LINK_FORGOTTEN,
    /** The user said no at the provider, or what it sent is not good. */
    DENIED,
    /** The provider's ID token names nobody. */
    NOBODY,
    /** The same, on the way to link. */
    NOBODY_TO_LINK,
    /** The provider does not answer. */
    PROVIDER_AWAY,
    /** Somebody else is signed in than whoever wanted to link. */
    ANOTHER_SESSION,
    /** The account at the provider is linked to another user. */
    ANOTHERS_ACCOUNT,
    /** The provider has not said that the user proved anew who they are, as it was told to have them do. */
    NOT_ANEW,
    /** The account at the provider is not that of whoever is signed in and was to confirm that it is they. */
    NOT_YOU,
    /** The user is disabled, say. */
    ACCOUNT_REFUSED,
    /** The user was signed out everywhere after the sign-in had begun. */
    OVERTAKEN,
    /** Too many sign in at once. */
    BUSY,
    /** Too many wrong tries. */
    THROTTLED
}
