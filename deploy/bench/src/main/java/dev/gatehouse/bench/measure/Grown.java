package dev.gatehouse.bench.measure;

import dev.gatehouse.bench.side.Row;

/**
 * What one kind of work came to among so many users and sessions.
 *
 * @param replicas of each service
 * @param rate requests a second
 * @param median in milliseconds
 * @param slow what 99 of a hundred stayed within, in milliseconds
 * @param cost of one request
 */
record Grown(int users, int replicas, Row row, double rate, double median, double slow, Cost cost) {}
