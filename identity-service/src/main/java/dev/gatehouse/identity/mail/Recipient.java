package dev.gatehouse.identity.mail;

/** Whom a mail is for. */
public record Recipient(String address, String username, Language language) {}
