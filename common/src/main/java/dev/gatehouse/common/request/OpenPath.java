package dev.gatehouse.common.request;

/**
 * A path that scripts of any origin may call and read (Fetch, section 3.3), with what they know alone: a browser sends
 * neither cookies nor certificates along. A service produces a bean for each.
 *
 * @param path in this spelling and no other
 */
public record OpenPath(String path) {}
