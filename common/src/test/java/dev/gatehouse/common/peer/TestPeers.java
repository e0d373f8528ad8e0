package dev.gatehouse.common.peer;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** All peers at one address, and little patience with them. */
record TestPeers(URI address, Optional<String> certificate, Optional<String> key) implements PeerConfig {
    static TestPeers at(URI address) {
        return new TestPeers(address, Optional.empty(), Optional.empty());
    }

    @Override
    public URI identity() {
        return address;
    }

    @Override
    public URI token() {
        return address;
    }

    @Override
    public URI session() {
        return address;
    }

    @Override
    public URI oauth() {
        return address;
    }

    @Override
    public Duration connectTimeout() {
        return Duration.ofSeconds(2);
    }

    @Override
    public Duration readTimeout() {
        return Duration.ofSeconds(1);
    }

    @Override
    public int connections() {
        return 2;
    }
}
