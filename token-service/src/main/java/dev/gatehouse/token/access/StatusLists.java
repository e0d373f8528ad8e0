package dev.gatehouse.token.access;

import io.smallrye.mutiny.Uni;

/** Lists in which anyone can look up whether a JWT was revoked (Token Status List, draft-ietf-oauth-status-list). */
public interface StatusLists {
    /**
     * Gives {@code token} a place of its own. It is recorded before it is told, so that no list is without a token that
     * somebody holds. Never blocks; fails where it cannot be recorded.
     */
    Uni<Place> place(AccessToken token);

    /**
     * @param index of the bit, from 0 on
     * @param uri of the list
     */
    record Place(int index, String uri) {}
}
