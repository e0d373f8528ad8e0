package dev.gatehouse.launcher.demo;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.text.ParseException;
import java.util.Map;

/** What came back. @param what the step that it answers, for the line that says what went wrong */
record Answer(String what, int status, HttpHeaders headers, String body) {

    /** Itself, where the status is this one. */
    Answer expect(int wanted) {
        if (status != wanted) {
            throw new Unexpected(what, String.valueOf(wanted), status + " " + Shortened.body(body));
        }
        return this;
    }

    /** Itself, where the status is this one and the problem details have this code. */
    Answer expect(int wanted, String code) {
        expect(wanted);
        return expectText("code", code);
    }

    Answer expectText(String member, String wanted) {
        String got = text(member);
        if (!got.equals(wanted)) {
            throw new Unexpected(what, member + " " + wanted, got);
        }
        return this;
    }

    Answer expectHeader(String name, String wanted) {
        String got = header(name);
        if (!got.equals(wanted)) {
            throw new Unexpected(what, name + ": " + wanted, got);
        }
        return this;
    }

    /** A member of the JSON body as text. */
    String text(String member) {
        Object value = json().get(member);
        if (value == null) {
            throw new Unexpected(what, "a member " + member, Shortened.body(body));
        }
        return value.toString();
    }

    Map<String, Object> json() {
        try {
            return JSONObjectUtils.parse(body);
        } catch (ParseException e) {
            throw new Unexpected(what, "a JSON object", Shortened.body(body));
        }
    }

    String header(String name) {
        return headers.firstValue(name).orElseThrow(() -> new Unexpected(what, "a header " + name, "none"));
    }

    /** The value of the session cookie that is set. */
    String cookie() {
        return cookie(Call.COOKIE);
    }

    /** The value of a cookie that is set. */
    String cookie(String name) {
        String start = name + "=";
        return headers.allValues("Set-Cookie").stream()
                .filter(set -> set.startsWith(start))
                .map(set -> set.substring(start.length()).split(";", 2)[0])
                .filter(value -> !value.isEmpty())
                .findFirst()
                .orElseThrow(() -> new Unexpected(what, "a cookie " + name, "none"));
    }

    boolean redirects() {
        return status == 302 || status == 303;
    }

    /** Where it redirects to; relative as it came. */
    URI location() {
        if (!redirects()) {
            throw new Unexpected(what, "a redirect", status + " " + Shortened.body(body));
        }
        String address = header("Location");
        try {
            return URI.create(address);
        } catch (IllegalArgumentException e) {
            throw new Unexpected(what, "an address to go to", address);
        }
    }
}
