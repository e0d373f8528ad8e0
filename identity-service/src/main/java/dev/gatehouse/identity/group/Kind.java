package dev.gatehouse.identity.group;

/** What a set of users stands for. */
public enum Kind {
    /** Who the users are. */
    group,
    /** What the users may do; given to users and to groups. */
    role;

    /** As paths have it. @throws IllegalArgumentException where it is neither */
    static Kind ofPath(String segment) {
        for (Kind kind : values()) {
            if (kind.path().equals(segment)) {
                return kind;
            }
        }
        throw new IllegalArgumentException(segment + " is no kind of group");
    }

    String path() {
        return this + "s";
    }
}
