package dev.gatehouse.token.verify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.gatehouse.common.peer.SessionService;
import dev.gatehouse.token.proof.Target;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Several questions at once. */
record Batch(List<Question> questions) implements BatchReading {
    static final int MOST = 100;
    /** Each may cost a hash of a password. */
    private static final int MOST_BASIC = 4;

    /** @param call empty where its method is none */
    record Question(Credential credential, Optional<OriginalCall> call, DemandsReading demands) {}

    /**
     * As sent; all but the credential is as of the original call.
     *
     * @param cookie the value of the session cookie
     * @param uri absolute; needed with a proof alone
     */
    @RegisterForReflection
    record Sent(
            @Nullable String authorization,
            @Nullable String cookie,
            @Nullable String dpop,
            @Nullable String method,
            @Nullable String uri,
            @Nullable String csrfToken,
            @Nullable String origin,
            @Nullable String fetchSite,
            @Nullable String scope,
            @Nullable Long maxAge,
            @Nullable String acr,
            @Nullable String audience) {
        Question question() {
            String verb = Objects.requireNonNullElse(method, "GET");
            return new Question(
                    Credential.read(
                            list(authorization), list(cookie == null ? null : SessionService.COOKIE + "=" + cookie)),
                    BrowserCall.read(verb, List.of(), list(csrfToken), list(origin), list(fetchSite))
                            .map(browser -> new OriginalCall(
                                    browser,
                                    () -> uri == null ? Optional.empty() : Target.of(verb, uri),
                                    list(dpop),
                                    null)),
                    Demands.read(
                            list(scope), list(maxAge == null ? null : maxAge.toString()), list(acr), list(audience)));
        }

        private static List<String> list(@Nullable String value) {
            return Stream.ofNullable(value).toList();
        }
    }

    /** Reads a body of JSON. */
    static BatchReading read(ObjectMapper json, String body) {
        JsonNode sent;
        try {
            sent = json.readTree(body).get("credentials");
        } catch (JsonProcessingException e) {
            return new NoBatch();
        }
        if (sent == null) {
            return new NoBatch();
        }
        if (!sent.isArray() || sent.isEmpty() || sent.size() > MOST) {
            return new MalformedBatch("credentials is a list of 1 to 100.");
        }
        try {
            ObjectReader reader = json.readerForListOf(Sent.class);
            List<Sent> all = reader.readValue(sent);
            if (all.stream().anyMatch(Objects::isNull)) {
                return new MalformedBatch("A credential is an object.");
            }
            List<Question> questions = all.stream().map(Sent::question).toList();
            long basic = questions.stream()
                    .filter(question -> question.credential() instanceof Credential.Basic)
                    .count();
            return basic > MOST_BASIC
                    ? new MalformedBatch("No more than four of the credentials can be of HTTP Basic.")
                    : new Batch(questions);
        } catch (java.io.IOException e) {
            return new MalformedBatch("A credential is an object, with members of text, and max_age a number.");
        }
    }
}
