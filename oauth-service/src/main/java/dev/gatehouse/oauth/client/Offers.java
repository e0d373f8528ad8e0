package dev.gatehouse.oauth.client;

import java.util.Set;

/** A room that can do something for clients says so by a bean of this. */
public interface Offers {
    Set<Feature> features();
}
