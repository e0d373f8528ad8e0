package dev.gatehouse.token.refresh;

import java.util.UUID;

/**
 * What a refresh token says.
 *
 * @param family the grant that it belongs to
 * @param generation how many refreshes came before it
 */
record RefreshToken(UUID family, long generation) {}
