package dev.gatehouse.common.secret;

/** The generated secrets that leave Gatehouse, told apart by prefix. */
public enum SecretKind {
    REFRESH_TOKEN("ghr_"),
    OPAQUE_ACCESS_TOKEN("gha_"),
    API_KEY("ghk_"),
    /** Of OAuth clients and of service accounts. */
    CLIENT_SECRET("ghs_"),
    /** By which clients register, and then manage, themselves. */
    REGISTRATION_TOKEN("ghd_"),
    /** In links of mails. */
    ONE_TIME_TOKEN("ght_");

    private final String prefix;

    SecretKind(String prefix) {
        this.prefix = prefix;
    }

    public String prefix() {
        return prefix;
    }
}
