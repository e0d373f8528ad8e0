package dev.gatehouse.common.caller;

import dev.gatehouse.common.problem.Problem;
import jakarta.ws.rs.core.Response;

/** What comes of somebody who opens a page of the account, or sends a form of it. */
public sealed interface Visit {
    /** The page may be shown, or the form be done. @param csrfToken that the page's forms bring along */
    record Known(Caller caller, String csrfToken) implements Visit {}

    /** It may not; {@link #answer} says what is done instead. */
    sealed interface Elsewhere extends Visit {
        Response answer();
    }

    /** Nobody is signed in. @param location the sign-in page, which leads back */
    record SignIn(String location) implements Elsewhere {
        @Override
        public Response answer() {
            return leadTo(location);
        }
    }

    /** The sign-in is too old, or too weak. @param location the sign-in page, which asks for what lacks and leads back */
    record StepUp(String location) implements Elsewhere {
        @Override
        public Response answer() {
            return leadTo(location);
        }
    }

    /** The form was not sent from a page of ours, or the user may not do this. @param code as in the problem */
    record Foreign(String code) implements Elsewhere {
        @Override
        public Response answer() {
            return Problem.of(403, code, "This was not sent from our page, or you may not do it.")
                    .response();
        }
    }

    /** The part of Gatehouse is away that knows who somebody is. */
    record Away() implements Elsewhere {
        @Override
        public Response answer() {
            return Problem.unavailable();
        }
    }

    private static Response leadTo(String location) {
        // As text: a URI object would be resolved against the address that the proxy sees.
        return Response.status(303)
                .header("Location", location)
                .header("Cache-Control", "no-store")
                .build();
    }
}
