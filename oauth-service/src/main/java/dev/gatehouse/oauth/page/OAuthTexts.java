package dev.gatehouse.oauth.page;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** What pages say in English; {@code messages/oauth_de.properties} has the German. */
@MessageBundle(value = "oauth", locale = "en")
public interface OAuthTexts {
    @Message("Allow access for {name}?")
    String allowTitle(String name);

    @Message("You are signed in as {username}.")
    String signedInAs(String username);

    @Message("{name} wants to:")
    String wants(String name);

    @Message("Nobody has verified this application. It is at {place}.")
    String unverified(String place);

    @Message("Website ({host})")
    String site(String host);

    @Message("Privacy policy ({host})")
    String policy(String host);

    @Message("Terms of service ({host})")
    String terms(String host);

    @Message("Allow")
    String allow();

    @Message("Do not allow")
    String deny();

    @Message("You can take this back at any time under “Applications” in your account.")
    String takeBackLater();

    @Message("Applications")
    String applicationsTitle();

    @Message("Which applications you let work with your account.")
    String applicationsLead();

    @Message("No applications are connected. One that asks you for access is listed here once you allow it.")
    String applicationsNone();

    @Message("Last allowed on")
    String allowedAt();

    @Message("Take access back")
    String takeBack();

    @Message("Taken back. The application has no access any more.")
    String takenBack();

    @Message("Not finished yet")
    String halfTakenBackTitle();

    @Message("The application gets no new access, but may still use what it holds. Please try again in a moment.")
    String halfTakenBack();

    @Message("Try again")
    String tryAgain();

    @Message("know who you are")
    String scopeOpenid();

    @Message("see your profile: name, username and what you say about yourself")
    String scopeProfile();

    @Message("see your e-mail address")
    String scopeEmail();

    @Message("see your postal address")
    String scopeAddress();

    @Message("see your phone number")
    String scopePhone();

    @Message("see which groups you belong to")
    String scopeGroups();

    @Message("see which roles you have")
    String scopeRoles();

    @Message("keep this access when you are away")
    String scopeOfflineAccess();

    @Message("change your profile, manage your sessions and consents")
    String scopeAccount();

    @Message("administer this service as you can")
    String scopeAdmin();

    @Message("create, change and remove users and groups as you can")
    String scopeScim();

    @Message("use “{scope}”")
    String scopeOther(String scope);

    @Message("That did not work")
    String failed();

    @Message("The sign-in did not work")
    String signInFailed();

    @Message("The account was not linked")
    String notLinked();

    @Message("The application that sent you here is not known.")
    String unknownApplication();

    @Message("The application asked to send you to an address that it has not registered.")
    String unknownAddress();

    @Message("The request of the application cannot be read.")
    String requestUnreadable();

    @Message("The form cannot be read.")
    String formUnreadable();

    @Message("The form was not sent from our page.")
    String foreignForm();

    @Message("You are signed out.")
    String signedOut();

    @Message("This request is decided or too old.")
    String requestGone();

    @Message("The application can be given its answer only with a key that cannot be had now.")
    String unanswerable();

    @Message("The application is no longer known, or you have nothing that you could allow it.")
    String applicationGone();

    @Message("There is no provider of that name.")
    String unknownProvider();

    @Message("That took too long, was done before, or was begun in another browser.")
    String wayForgotten();

    @Message("That took too long, or was done before.")
    String linkForgotten();

    @Message("The provider did not confirm who you are.")
    String denied();

    @Message("The provider did not say who you are.")
    String nobody();

    @Message("The provider did not have you prove anew that it is you.")
    String notAnew();

    @Message("The account at the provider is not one that signs you in here.")
    String notYou();

    @Message("The provider does not answer.")
    String providerAway();

    @Message("You are not signed in any more as you were when you started.")
    String anotherSession();

    @Message("That account already signs in someone else here.")
    String anothersAccount();

    @Message("This account may not sign in.")
    String accountRefused();

    @Message("You were signed out everywhere meanwhile.")
    String overtaken();

    @Message("Too many people sign in at once.")
    String busy();

    @Message("There were too many wrong tries.")
    String throttled();

    @Message("Nothing was passed on. Go back to the application and start again; if it stays so, tell whoever runs it.")
    String nextApplication();

    @Message("Nothing was passed on. Close this page, and tell whoever runs the application.")
    String nextOperator();

    @Message("Nothing was passed on. Go back to the application and start again.")
    String nextStartThere();

    @Message("Choose how to sign in once more.")
    String nextSignIn();

    @Message("Sign in another way, or try again later.")
    String nextOtherWay();

    @Message("Wait a few minutes, then try again.")
    String nextWait();

    @Message("Ask whoever runs this service for help.")
    String nextHelp();

    @Message("Start again from the security page of your account.")
    String nextLinkAgain();

    @Message("Sign in there with another account, or unlink it from the other one first.")
    String nextOtherAccount();

    @Message("To the sign-in page")
    String toSignIn();

    @Message("To your account's security")
    String toSecurity();

    @Message("The application asked for something that it cannot have here.")
    String requestRefused();

    @Message("Nothing was passed on. Nobody has checked this application: go on only if you know {host}.")
    String nextOnlyIfKnown(String host);

    @Message("Go to {host}")
    String toApplication(String host);

    @Message("On to {host}")
    String onward(String host);

    @Message("use “{type}”: {members}")
    String detail(String type, String members);
}
