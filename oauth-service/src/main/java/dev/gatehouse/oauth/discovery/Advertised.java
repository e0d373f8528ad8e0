package dev.gatehouse.oauth.discovery;

/**
 * A room that has something to say in the metadata is a bean of this: what is said there is on, and what is on is said there.
 * Never blocks.
 */
public interface Advertised {
    void addTo(Metadata metadata);
}
