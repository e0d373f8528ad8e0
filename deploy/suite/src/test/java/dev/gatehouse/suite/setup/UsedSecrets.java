package dev.gatehouse.suite.setup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.http.Header;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Secrets that the tests use, noted by the names that fields, parameters, headers and cookies have for them: what is sent and
 * answered by REST-assured, what browsers send and the cookies that they are given, and what {@link Peer} is given. Not noted is
 * what other clients send and are given, what pages show, and what is shorter than {@value #SHORTEST} characters.
 */
public final class UsedSecrets implements Filter {
    /** What is shorter is found in logs by chance. */
    static final int SHORTEST = 12;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern NAMES = Pattern.compile(
            "(?i)(.*_)?(password|secret|token|code|code_verifier|assertion|key|csrf|proof|otp)s?(_hint)?");
    /** What a problem or a status is called by. */
    private static final Pattern WORD = Pattern.compile("[a-z_:.-]*");

    /** Names that end like one and are none. */
    private static final Set<String> HARMLESS = Set.of(
            "challenge_key", "status_code", "country_code", "postal_code", "user_code", "issued_token", "public_key");

    private static final Pattern PAIR = Pattern.compile("([A-Za-z_-]+)=([^&;,\\s\"]*)");
    private static final Set<String> SEEN = ConcurrentHashMap.newKeySet();
    private static final UsedSecrets FILTER = new UsedSecrets();

    private UsedSecrets() {}

    /** One for all calls. */
    static UsedSecrets filter() {
        return FILTER;
    }

    /** All that were used so far. */
    public static Set<String> all() {
        return new TreeSet<>(SEEN);
    }

    /** One that the tests know of by themselves; nothing where it is shorter than {@value #SHORTEST} characters. */
    public static void note(String secret) {
        if (secret.length() >= SHORTEST) {
            SEEN.add(secret);
            SEEN.add(URLEncoder.encode(secret, StandardCharsets.UTF_8));
        }
    }

    /** The secrets in a body: JSON, or a form. */
    static void content(String body) {
        try {
            fields(JSON.readTree(body));
        } catch (JsonProcessingException e) {
            pairs(body);
        }
    }

    /** The secrets in a form, a query, a fragment or a cookie. */
    static void pairs(String text) {
        PAIR.matcher(text).results().forEach(pair -> named(pair.group(1), decoded(pair.group(2))));
    }

    @Override
    public Response filter(
            FilterableRequestSpecification request, FilterableResponseSpecification expected, FilterContext context) {
        for (Header header : request.getHeaders()) {
            header(header.getName(), header.getValue());
        }
        request.getCookies().forEach(cookie -> named("secret", cookie.getValue()));
        request.getFormParams().forEach(UsedSecrets::parameter);
        request.getQueryParams().forEach(UsedSecrets::parameter);
        request.getRequestParams().forEach(UsedSecrets::parameter);
        if (request.getBody() instanceof String body) {
            content(body);
        }
        Response response = context.next(request, expected);
        for (Header header : response.getHeaders()) {
            header(header.getName(), header.getValue());
        }
        if (response.getContentType().contains("json")) {
            content(response.asString());
        }
        return response;
    }

    private static void parameter(String name, Object value) {
        if (value instanceof Collection<?> several) {
            several.forEach(each -> named(name, String.valueOf(each)));
        } else {
            named(name, String.valueOf(value));
        }
    }

    /** The secrets in a header of a request or an answer. */
    static void header(String name, String value) {
        switch (name.toLowerCase(Locale.ROOT)) {
            case "authorization" -> {
                String credential = value.substring(value.indexOf(' ') + 1);
                note(credential);
                if (value.startsWith("Basic ")) {
                    basic(credential);
                }
            }
            case "cookie", "set-cookie" ->
                PAIR.matcher(value)
                        .results()
                        .filter(pair -> pair.group(1).startsWith("__Host"))
                        .forEach(pair -> note(pair.group(2)));
            case "location" -> pairs(value);
            case "dpop", "x-csrf-token" -> note(value);
            default -> {
                // Nothing secret.
            }
        }
    }

    private static void basic(String credential) {
        try {
            String pair = new String(Base64.getDecoder().decode(credential), StandardCharsets.UTF_8);
            note(decoded(pair.substring(pair.indexOf(':') + 1)));
        } catch (IllegalArgumentException e) {
            // What a test sends on purpose.
        }
    }

    private static void fields(JsonNode tree) {
        tree.properties().forEach(field -> {
            JsonNode value = field.getValue();
            if (value.isTextual()) {
                named(field.getKey(), value.asText());
            } else if (value.isArray() && NAMES.matcher(field.getKey()).matches()) {
                value.forEach(each -> named(field.getKey(), each.asText()));
            }
            fields(value);
        });
        if (tree.isArray()) {
            tree.forEach(UsedSecrets::fields);
        }
    }

    private static void named(String name, String value) {
        if (NAMES.matcher(name).matches()
                && !HARMLESS.contains(name)
                && !WORD.matcher(value).matches()) {
            note(value);
        }
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
