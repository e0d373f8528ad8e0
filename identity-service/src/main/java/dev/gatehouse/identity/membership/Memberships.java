package dev.gatehouse.identity.membership;

import java.util.List;

/**
 * Names of a user's groups and roles, as the claims of these names have them.
 *
 * @param roles those of the user's groups among them
 */
public record Memberships(List<String> groups, List<String> roles) {}
