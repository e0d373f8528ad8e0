package dev.gatehouse.token.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchTest {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    @Test
    void eachQuestionIsReadAsIfItCameAlone() {
        Batch batch = assertInstanceOf(Batch.class, Batch.read(JSON, """
                {"credentials": [
                  {"authorization": "Bearer ghk_x", "scope": "a b", "max_age": 60, "acr": "phr", "audience": "https://a"},
                  {"cookie": "c", "method": "POST", "csrf_token": "t", "origin": "https://o", "fetch_site": "same-origin"},
                  {"authorization": "DPoP x", "dpop": "p", "method": "PUT", "uri": "https://A/b?c"},
                  {}, {"method": "get"}, {"max_age": -1}]}
                """));
        List<Batch.Question> questions = batch.questions();
        assertEquals(new Credential.ApiKey("ghk_x"), questions.get(0).credential());
        assertEquals(
                Demands.read(List.of("a b"), List.of("60"), List.of("phr"), List.of("https://a")),
                questions.get(0).demands());
        assertEquals(new Credential.SessionCookie("c"), questions.get(1).credential());
        assertEquals(
                new BrowserCall("POST", "t", "https://o", "same-origin"),
                questions.get(1).call().orElseThrow().browser());
        OriginalCall proved = questions.get(2).call().orElseThrow();
        assertEquals(List.of("p"), proved.proofs());
        assertEquals("https://a/b", proved.target().get().orElseThrow().uri());
        assertEquals(new Credential.None(), questions.get(3).credential());
        assertEquals(Optional.empty(), questions.get(4).call());
        assertInstanceOf(DemandsReading.MalformedDemands.class, questions.get(5).demands());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<a/>", "{", "[]", "7", "null", "{}", "{\"orders\": []}"})
    void whatIsNoBatchIsSomethingElse(String body) {
        assertInstanceOf(BatchReading.NoBatch.class, Batch.read(JSON, body));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"credentials\": null}",
                "{\"credentials\": []}",
                "{\"credentials\": {}}",
                "{\"credentials\": [null]}",
                "{\"credentials\": [[]]}",
                "{\"credentials\": [\"x\"]}",
                "{\"credentials\": [{\"authorization\": {}}]}",
                "{\"credentials\": [{\"max_age\": \"soon\"}]}"
            })
    void aBatchThatIsNotWellFormedIsRefusedWhole(String body) {
        assertInstanceOf(BatchReading.MalformedBatch.class, Batch.read(JSON, body));
    }

    @Test
    void itIsBounded() {
        assertInstanceOf(Batch.class, Batch.read(JSON, of(100, "{}")));
        assertInstanceOf(BatchReading.MalformedBatch.class, Batch.read(JSON, of(101, "{}")));
        String basic = "{\"authorization\": \"Basic YTpi\"}";
        assertInstanceOf(Batch.class, Batch.read(JSON, of(4, basic)));
        assertInstanceOf(BatchReading.MalformedBatch.class, Batch.read(JSON, of(5, basic)));
    }

    private static String of(int count, String each) {
        return "{\"credentials\": [" + String.join(",", java.util.Collections.nCopies(count, each)) + "]}";
    }
}
