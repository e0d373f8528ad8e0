/** Envoy's ext_authz over gRPC (envoy.service.auth.v3): the same question as {@code /verify}. */
@NullMarked
package dev.gatehouse.token.extauthz;

import org.jspecify.annotations.NullMarked;
