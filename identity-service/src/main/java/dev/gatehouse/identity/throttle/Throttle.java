package dev.gatehouse.identity.throttle;

import dev.gatehouse.common.requester.Network;
import dev.gatehouse.common.requester.Requester;
import dev.gatehouse.common.secret.Secrets;
import dev.gatehouse.identity.user.Names;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Lets nobody guess passwords. Wrong ones are counted by the name that was tried, whether anyone has it or not, and by the
 * address they come from; beyond a free number each makes the next wait twice as long, up to a bound.
 *
 * <p>An attempt passes two gates. {@link #before} turns away, without any work, whoever has to wait. {@link #settle},
 * when the hash is done, decides in one step of Redis whether the outcome may be told: if others have used up the
 * attempts meanwhile, a right password is answered just like a wrong one, and the hash was for nothing. So calls at once
 * learn no more than calls one after the other, while any number of right ones at once passes: no place has to be kept
 * for those under way, and none can be lost with a process.
 *
 * <p>A right password clears the count of its name where all the wrong ones came from the same network (NIST SP 800-63B,
 * section 5.2.2): else whoever guesses would be given new attempts by each sign-in of the one they guess at. It never
 * clears that of the address, which anyone with an account of their own could then do.
 *
 * <p>An account has two names, so that wrong ones are counted by account as well. But if guesses at the one name made the
 * other one wait, anybody could find out which username belongs to which e-mail address. So that count makes nobody wait:
 * as long as it would, a right password is answered like a wrong one, and counts as one for its name. It has as many free
 * ones as both names together, so that it is not felt where one name alone is tried.
 *
 * <p>A device that has signed in as the user is counted by itself, so that nobody is shut out by those who guess; its codes
 * of a second factor, too. All of a user's together are bounded, so that many devices are not as many guesses. A right one
 * takes back what the very device got wrong from the same network, and nothing of any other; what is left is forgotten some
 * time after the first wrong one, so that a slip now and then never adds up. Guessing by devices is so bounded by the day:
 * the free ones, and one for each of the longest waits.
 */
@Singleton
public class Throttle {
    private static final String PREFIX = "identity:attempts:";
    /** A username and an e-mail address. */
    private static final int NAMES = 2;
    /** So many devices of a user have, together, what one has: free codes, and mails with codes. */
    public static final int DEVICES = 4;

    /** So many devices of a user have their free passwords. */
    static final int MANY_DEVICES = 20;

    private final AttemptStore store;
    private final DeviceCookies devices;
    private final ThrottleConfig config;

    Throttle(AttemptStore store, DeviceCookies devices, ThrottleConfig config) {
        this.store = store;
        this.devices = devices;
        this.config = config;
    }

    /**
     * An attempt by whoever sends the request at hand.
     *
     * @param login as typed
     * @param user who has that name
     * @param device what the browser keeps, unchecked
     */
    public Attempt attempt(String login, @Nullable UUID user, @Nullable String device) {
        return attempt(
                login, user, device, Requester.current().map(Requester::address).orElse(null));
    }

    Attempt attempt(String login, @Nullable UUID user, @Nullable String device, @Nullable String address) {
        String network = network(address);
        Optional<String> known = known(user, device);
        if (known.isPresent()) {
            // Whoever knew an earlier password may have made many, which a new one does not take back.
            var all = new Bucket(
                    PREFIX + "devices:" + user,
                    MANY_DEVICES * config.freeAttempts(),
                    config.longestDelay(),
                    config.forgottenAfter());
            return new Attempt(List.of(forName("device:" + known.get()), all), null, network, true);
        }
        var buckets = new ArrayList<Bucket>();
        String name = Secrets.sha256(Names.key(login));
        buckets.add(forName("account:" + name));
        if (address != null) {
            buckets.add(new Bucket(
                    PREFIX + "address:" + network,
                    config.addressFreeAttempts(),
                    config.addressLongestDelay(),
                    config.addressForgottenAfter()));
        }
        // Of a name that nobody has there is one as well, for the same work.
        var account = new Bucket(
                PREFIX + "user:" + (user == null ? name : user),
                NAMES * config.freeAttempts(),
                config.longestDelay(),
                config.forgottenAfter());
        return new Attempt(buckets, account, network, false);
    }

    /**
     * A code of a second factor by a device that has signed in as the user; empty where it has not. It is counted by device,
     * and by all devices of the user together: who knew the password before there was a factor may have made many.
     *
     * @param free wrong codes of one device that cost nothing
     * @param longest no code waits longer
     */
    public Optional<Attempt> code(UUID user, @Nullable String device, int free, Duration longest) {
        String network = network(Requester.current().map(Requester::address).orElse(null));
        return known(user, device)
                .map(name -> new Attempt(
                        List.of(
                                new Bucket(PREFIX + "code:" + name, free, longest, config.forgottenAfter()),
                                new Bucket(PREFIX + "codes:" + user, DEVICES * free, longest, config.forgottenAfter())),
                        null,
                        network,
                        true));
    }

    /**
     * What a device that has signed in as the user is counted by; empty where it has not.
     *
     * @param device what the browser keeps, unchecked
     */
    public Optional<String> known(@Nullable UUID user, @Nullable String device) {
        return devices.nonce(device, user).map(Secrets::sha256);
    }

    private static String network(@Nullable String address) {
        return address == null ? "-" : Secrets.sha256(Network.ofCaller(address));
    }

    private Bucket forName(String key) {
        return new Bucket(PREFIX + key, config.freeAttempts(), config.longestDelay(), config.forgottenAfter());
    }

    /** Seconds that the attempt has to wait before the password is looked at at all; 0 where it may be. */
    public int before(Attempt attempt) {
        return seconds(store.look(attempt));
    }

    /**
     * What may be told.
     *
     * @param seconds to wait, and then nothing was counted, and the answer is the same for right and wrong; else 0
     * @param right whether it is to be answered as a right one
     */
    public record Settled(int seconds, boolean right) {}

    /** Counts the outcome. */
    public Settled settle(Attempt attempt, boolean right) {
        Duration wait = store.settle(attempt, right);
        return wait.equals(AttemptStore.WITHHELD)
                ? new Settled(0, false)
                : new Settled(seconds(wait), right && wait.isZero());
    }

    /** What the browser is to keep from now on; empty where it has that already. */
    public Optional<String> newDevice(UUID user, @Nullable String device) {
        return known(user, device).isPresent() ? Optional.empty() : Optional.of(devices.issue(user));
    }

    private static int seconds(Duration wait) {
        return Math.toIntExact(wait.plusMillis(999).toSeconds());
    }
}
