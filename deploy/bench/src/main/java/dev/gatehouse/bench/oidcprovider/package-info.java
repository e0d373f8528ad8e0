/** npm's oidc-provider as one side of the comparison: a server of our own around it, which keeps all in memory. */
@NullMarked
package dev.gatehouse.bench.oidcprovider;

import org.jspecify.annotations.NullMarked;
