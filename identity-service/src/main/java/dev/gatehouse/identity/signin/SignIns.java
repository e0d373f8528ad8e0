package dev.gatehouse.identity.signin;

import dev.gatehouse.common.measure.CrossTally;
import dev.gatehouse.common.peer.IdentityService.Authenticated;
import dev.gatehouse.common.peer.IdentityService.Authentication;
import dev.gatehouse.common.peer.IdentityService.Busy;
import dev.gatehouse.common.peer.IdentityService.CallAuthentication;
import dev.gatehouse.common.peer.IdentityService.Refused;
import dev.gatehouse.common.peer.IdentityService.ServiceAuthenticated;
import dev.gatehouse.common.peer.IdentityService.Throttled;
import dev.gatehouse.common.peer.SignInSteps.FirstStep;
import dev.gatehouse.common.peer.SignInSteps.HalfAuthenticated;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;

/** Counts them, where they are answered. */
@Startup
@Singleton
public class SignIns {
    private final CrossTally<Way, Outcome> tally;

    SignIns(MeterRegistry registry) {
        tally = CrossTally.of(
                registry,
                "gatehouse.sign.ins",
                "Sign-ins and calls by HTTP Basic, by way and outcome.",
                "way",
                Way.class,
                "outcome",
                Outcome.class);
    }

    /** How somebody proves who they are. */
    public enum Way {
        /** With a second factor, where it comes along. */
        password,
        /** After a password, or to prove more. */
        second_factor,
        passkey,
        mail,
        federated,
        /** A call by HTTP Basic, of a user or a service account. */
        basic
    }

    private enum Outcome {
        signed_in,
        second_factor_due,
        refused,
        throttled,
        busy
    }

    /** Counts {@code answer}, and hands it on. */
    public <T extends CallAuthentication> T counted(Way way, T answer) {
        CallAuthentication outcome = answer;
        tally.count(
                way,
                switch (outcome) {
                    case Authenticated ignored -> Outcome.signed_in;
                    case ServiceAuthenticated ignored -> Outcome.signed_in;
                    case Refused refused -> outcome(refused);
                    case Throttled ignored -> Outcome.throttled;
                    case Busy ignored -> Outcome.busy;
                });
        return answer;
    }

    /** The same of a first step. */
    public FirstStep counted(FirstStep answer) {
        return switch (answer) {
            case Authentication whole -> {
                counted(Way.password, whole);
                yield answer;
            }
            case HalfAuthenticated half -> {
                tally.count(Way.password, Outcome.second_factor_due);
                yield half;
            }
        };
    }

    private static Outcome outcome(Refused refused) {
        return refused.code().equals(Refused.SECOND_FACTOR_REQUIRED) ? Outcome.second_factor_due : Outcome.refused;
    }
}
