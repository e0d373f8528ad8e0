package dev.gatehouse.identity.throttle;

import java.time.Duration;

/**
 * Where wrong passwords are counted together.
 *
 * @param key in Redis; names and addresses are in it as hashes
 * @param free wrong ones that cost nothing
 * @param longest no wait is longer
 * @param forgottenAfter how long it lasts without another wrong one; of a known device, from the first one on
 */
record Bucket(String key, int free, Duration longest, Duration forgottenAfter) {}
