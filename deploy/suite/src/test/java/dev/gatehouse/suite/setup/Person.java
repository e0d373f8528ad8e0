package dev.gatehouse.suite.setup;

/** Someone who has an account. */
public record Person(String id, String username, String email, String password) {}
