package dev.gatehouse.identity.home;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** What the page of the profile says in English; {@code messages/profile_de.properties} has the German. */
@MessageBundle(value = "profile", locale = "en")
public interface ProfileTexts {
    @Message("What is known of you here. Applications see it only if you let them.")
    String profileLead();

    @Message("What you sign in by")
    String knownBy();

    @Message("Username")
    String username();

    @Message("E-mail address")
    String email();

    @Message("Confirmed")
    String confirmed();

    @Message("Not confirmed")
    String notConfirmed();

    @Message("Here since")
    String memberSince();

    @Message("Not given")
    String notSaid();

    @Message("As my browser says")
    String asTheBrowser();

    @Message("About you")
    String aboutYou();

    @Message("All of it is optional.")
    String aboutYouText();

    @Message("""
            {#when group}
            {#is PERSON}Person
            {#is CONTACT}Contact
            {#is HABITS}Language and time
            {/when}""")
    String profileGroup(ProfileField.Group group);

    @Message("""
            {#when field}
            {#is name}Full name
            {#is given_name}First name
            {#is family_name}Last name
            {#is nickname}Nickname
            {#is birthdate}Date of birth
            {#is phone_number}Phone number
            {#is website}Website
            {#is street_address}Street and number
            {#is postal_code}Postal code
            {#is locality}City
            {#is country}Country
            {#is locale}Language of mails
            {#is zoneinfo}Time zone
            {/when}""")
    String profileField(ProfileField field);

    @Message("""
            {#when field}
            {#is name}How you wish to be called.
            {#is phone_number}With the country code, such as +44 20 7946 0958.
            {#else}
            {/when}""")
    String profileHint(ProfileField field);

    @Message("""
            {#when field}
            {#is birthdate}Please give a date such as 1990-12-31.
            {#is phone_number}Please give it with the country code, such as +44 20 7946 0958.
            {#is website}Please give a whole address, such as https://example.org.
            {#else}This cannot be kept as it is; it is too long, or has signs in it that do not belong there.
            {/when}""")
    String profileWrong(ProfileField field);

    @Message("Your profile was changed elsewhere meanwhile. This is how it is now; please make your change again.")
    String profileOutdated();
}
