package dev.gatehouse.common.theme;

/**
 * The words and addresses of whoever runs Gatehouse, in one language; one that is not given is empty, but for the name.
 *
 * @param name of the site, in the header and in titles
 * @param tagline a few words beside the name
 * @param signInTitle the heading of the sign-in page, in place of ours
 * @param signInText a sentence below that heading
 * @param registerText a sentence below the heading of the registration page
 * @param footerText at the foot of each page
 * @param imprintUrl a path of the site, or an https or mailto address, as the next three
 */
public record SiteTexts(
        String name,
        String tagline,
        String signInTitle,
        String signInText,
        String registerText,
        String footerText,
        String imprintUrl,
        String privacyUrl,
        String termsUrl,
        String helpUrl) {
    /** Whether there is an address at all. */
    public boolean linked() {
        return !(imprintUrl + privacyUrl + termsUrl + helpUrl).isEmpty();
    }
}
