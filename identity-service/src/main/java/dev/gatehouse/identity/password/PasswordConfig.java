package dev.gatehouse.identity.password;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** Cost of Argon2id and how much of it is done at once. The defaults are OWASP's. */
@ConfigMapping(prefix = "gatehouse.password")
public interface PasswordConfig {
    /** Memory of one hash in KiB. */
    @WithDefault("19456")
    int memory();

    /** Passes over the memory. */
    @WithDefault("2")
    int iterations();

    /** Lanes of one hash. */
    @WithDefault("1")
    int parallelism();

    /** Hashes at once; the number of processors where not given. */
    OptionalInt concurrency();

    /** Hashes that may wait for their turn; whoever comes when it is full is told to come back. */
    @WithDefault("64")
    int queue();

    /** A new password may be none of so many last ones, the current one included; at most 24, and 0 for any. */
    @WithDefault("0")
    @Min(0)
    @Max(24)
    int history();

    /** Whether chosen passwords are looked up in breaches. */
    BreachCheck breachCheck();

    /** A service like Have I Been Pwned. */
    interface BreachCheck {
        /** Address of the service, below which {@code /range/} is; none is asked where not given. */
        Optional<URI> url();

        /** No answer by then counts as none: the password is allowed. */
        @WithDefault("PT2S")
        Duration timeout();
    }
}
