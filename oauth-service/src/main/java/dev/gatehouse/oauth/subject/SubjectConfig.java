package dev.gatehouse.oauth.subject;

import io.smallrye.config.ConfigMapping;

/** Pairwise subjects. */
@ConfigMapping(prefix = "gatehouse.oauth.subject")
public interface SubjectConfig {
    /** 32 to 256 characters, secret, and never changed: with another, clients would know every user by another name. */
    String salt();
}
