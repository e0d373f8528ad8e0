package dev.gatehouse.token.keys;

import dev.gatehouse.token.keys.KeyRotation.Rotated;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Rotating by command of an administrator. Blocks. */
@Singleton
class RotationCommand {
    private static final Logger LOG = Logger.getLogger(RotationCommand.class);
    private final KeyRotation rotation;
    private final KeyRing ring;
    private final KeyWatch watch;
    private final KeysConfig config;

    RotationCommand(KeyRotation rotation, KeyRing ring, KeyWatch watch, KeysConfig config) {
        this.rotation = rotation;
        this.ring = ring;
        this.watch = watch;
        this.config = config;
    }

    /** What came of it. */
    sealed interface Outcome permits Done, NotInUse {}

    /** @param made false where a new key was under way already */
    record Done(SigningKey key, boolean made) implements Outcome {}

    /** There are no keys of that algorithm. */
    record NotInUse() implements Outcome {}

    /**
     * Makes a new key.
     *
     * @param compromised whether the keys there are, and all that they signed, must not count any more
     * @param actor who gives the command
     */
    Outcome run(Algorithm algorithm, boolean compromised, String actor) {
        if (!config.algorithms().contains(algorithm)) {
            return new NotInUse();
        }
        Rotated rotated = compromised ? rotation.replace(algorithm) : rotation.rotate(algorithm);
        if (compromised) {
            LOG.warnf("%s declared the signing keys of %s compromised: they count no more", actor, algorithm);
        } else {
            LOG.infof("%s had the signing key of %s rotated", actor, algorithm);
        }
        SigningKey key = ring.reload().join().find(rotated.key().kid());
        watch.tell();
        if (key == null) {
            throw new IllegalStateException("the signing key " + rotated.key().kid() + " was removed meanwhile");
        }
        return new Done(key, rotated.made());
    }
}
