package dev.gatehouse.identity.group;

/** What a set of users stands for. */
public enum Kind {
    /** Who the users are. */
    group,
    /** What the users may do; given to users and to groups. */
    role
}
