package dev.gatehouse.identity.home;

import dev.gatehouse.common.caller.Visit;
import dev.gatehouse.common.caller.Visitor;
import dev.gatehouse.common.caller.Visitor.Demand;
import dev.gatehouse.common.page.SentForm;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.function.Function;

/** Lets the owner in, and leads everybody else to where they can become it. */
@Singleton
class Door {
    private static final int LONGEST = 128;
    private final Visitor visitor;

    Door(Visitor visitor) {
        this.visitor = visitor;
    }

    /** @param path of the page, to which a sign-in leads back */
    Response opens(String path, HttpHeaders headers, Demand demand, Function<Owner, Response> page) {
        return answer(visitor.opens(path, headers, demand), page);
    }

    /** @param path of the page with the form, to which a sign-in leads back, with the form empty */
    Response sends(String path, HttpHeaders headers, SentForm form, Demand demand, Function<Owner, Response> then) {
        return answer(visitor.sends(path, headers, form.field("csrf_token", LONGEST), demand), then);
    }

    private static Response answer(Visit visit, Function<Owner, Response> then) {
        return switch (visit) {
            case Visit.Known known -> then.apply(Owner.of(known));
            case Visit.Elsewhere elsewhere -> elsewhere.answer();
        };
    }
}
