package dev.gatehouse.session.login;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** What the pages for signing in and out say in English; {@code messages/login_de.properties} has the German. */
@MessageBundle(value = "login", locale = "en")
public interface LoginTexts {
    @Message("Error:")
    String error();

    @Message("Sign in")
    String signIn();

    @Message("Confirm that it is you")
    String confirm();

    @Message("What you want to do needs a sign-in of just now.")
    String confirmLead();

    @Message("Username or e-mail address")
    String name();

    @Message("Signed in as")
    String signedInAs();

    @Message("Signing in as")
    String signingInAs();

    @Message("Password")
    String password();

    @Message("Forgotten?")
    String forgotten();

    @Message("Stay signed in on this device")
    String remember();

    @Message("or")
    String or();

    @Message("Other ways to sign in")
    String otherWays();

    @Message("Sign in with a passkey")
    String withPasskey();

    @Message("Sign in with {provider}")
    String with(String provider);

    @Message("Sign in by e-mail")
    String byMail();

    @Message("No account yet?")
    String noAccount();

    @Message("Sign up")
    String signUp();

    @Message("Not you?")
    String notYou();

    @Message("Sign in as somebody else")
    String somebodyElse();

    @Message("The username or the password is not right.")
    String refused();

    @Message("You were signed out")
    String overtakenTitle();

    @Message("Meanwhile you were signed out everywhere. If that was you, please sign in once more.")
    String overtaken();

    @Message("Enter your username or your e-mail address.")
    String noName();

    @Message("Enter your password.")
    String noPassword();

    @Message("The form was sent from another site, or is too old. Please start again here.")
    String foreign();

    @Message("There were too many tries. Try again {when}.")
    String pause(String when);

    @Message("Too many people sign in at once. Please try again.")
    String busy();

    @Message("This passkey does not sign you in here.")
    String passkeyRefused();

    @Message("The sign-in service could not be reached. Please try again.")
    String passkeyAway();

    @Message("One more step")
    String factorTitle();

    @Message("Your password is right. Now show that it is you by a second way.")
    String factorLead();

    @Message("What you want to do needs one more proof that it is you.")
    String stepUpLead();

    @Message("Code from your authenticator application")
    String code();

    @Message("Code from the mail")
    String mailedCode();

    @Message("Six digits; they change every half minute.")
    String codeHint();

    @Message("We have mailed you a code of eight digits. It is good for ten minutes.")
    String mailed();

    @Message("Have a code mailed to your address, and type it here.")
    String mailFirst();

    @Message("Mail a code")
    String mailIt();

    @Message("Mail another code")
    String mailAnother();

    @Message("Continue")
    String goOn();

    @Message("Use a passkey")
    String usePasskey();

    @Message("Your browser needs JavaScript for passkeys.")
    String passkeyScript();

    @Message("Use a recovery code")
    String recovery();

    @Message("Recovery code")
    String recoveryCode();

    @Message("Each of them is good once.")
    String recoveryHint();

    @Message("Start over")
    String startOver();

    @Message("That is not right. Codes are good once and for a short time; try the one of now.")
    String wrongCode();

    @Message("That is none of your recovery codes, or it was used already.")
    String wrongRecovery();

    @Message("Enter the code.")
    String noCode();

    @Message("This passkey is not one of this account.")
    String passkeyForeign();

    @Message("Too much time went by")
    String lateTitle();

    @Message("This sign-in was finished in another tab, or too much time has gone by since the password. Nothing is"
            + " lost: start once more.")
    String late();

    @Message("You need one more way to sign in")
    String unmetTitle();

    @Message("What you want to do needs a passkey. Your account has none, or you did not use it. Add one, or sign in"
            + " with yours, and come back.")
    String unmetPasskey();

    @Message("What you want to do needs a second factor: an authenticator application, codes by e-mail, or a passkey."
            + " Your account has none yet. Set one up, and come back.")
    String unmetFactor();

    @Message("Go to your security settings")
    String toSecurity();

    @Message("Sign in again")
    String signInAgain();

    @Message("Sign out")
    String signOut();

    @Message("Sign out?")
    String signOutTitle();

    @Message("Not quite signed out")
    String unfinishedTitle();

    @Message("You are not signed in on this device any more, but applications that you signed in to may still act for"
            + " you. Finish it in a moment; if you leave it, we go on trying.")
    String unfinished();

    @Message("Finish signing out")
    String finishSignOut();

    @Message("Signed out")
    String signedOutTitle();

    @Message("You are not signed in on this device any more.")
    String signedOut();

    @Message("You may still be signed in at {name}, by which you came.")
    String stillThere(String name);

    @Message("Sign out at {name}, too")
    String signOutThere(String name);

    @Message("Go back")
    String goBack();

    @Message("An application that is signed out of")
    String application();

    @Message("Not signed out")
    String notSignedOutTitle();

    @Message("Another site asked for this, so nothing was done. If it was you, sign out here.")
    String notSignedOut();

    @Message("Sign out here")
    String signOutHere();

    @Message("Tell us who you are, and we mail you a link and a code to sign in with.")
    String mailLead();

    @Message("Send the mail")
    String sendMail();

    @Message("Sign in by password")
    String byPassword();

    @Message("A mail is on its way")
    String mailSentTitle();

    @Message("If there is such an account with a confirmed e-mail address, a mail to it is on its way. Type its code"
            + " here, or open its link in this browser.")
    String mailSent();

    @Message("Code of eight digits from the mail")
    String mailCode();

    @Message("What was mailed is right. This account has a second factor: give its code, too.")
    String otpLead();

    @Message("Code from your authenticator application, or a recovery code")
    String otp();

    @Message("That is not right. After five tries, you need another mail.")
    String wrongMail();

    @Message("Ask for another mail")
    String anotherMail();

    @Message("This does not sign you in here")
    String notHereTitle();

    @Message("What was mailed is good in the browser that asked for it, and in no other. There it is good once, for a"
            + " few minutes, and only the latest.")
    String notHere();

    @Message("Nobody signs in by e-mail here")
    String mailOff();
}
