package dev.gatehouse.identity.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.common.problem.Problem.Violation;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfileChangeTest {
    private static final ValidatorFactory VALIDATORS = Validation.buildDefaultValidatorFactory();
    private final ObjectMapper json = new ObjectMapper()
            .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL);
    private final Validator validator = VALIDATORS.getValidator();
    private final ProfileChange change = new ProfileChange(json, validator);

    @AfterAll
    static void close() {
        VALIDATORS.close();
    }

    @Test
    void changesWhatIsGivenAndKeepsTheRest() throws JsonProcessingException {
        StandardClaims first = patched(StandardClaims.NONE, """
                {"name": "Ada", "given_name": "Ada", "locale": "en-GB", "address": {"locality": "London", "postal_code": "W1"}}""");
        StandardClaims second = patched(first, """
                {"name": null, "family_name": "Lovelace", "address": {"postal_code": null}}""");
        assertEquals(json.readTree("""
                        {"given_name": "Ada", "family_name": "Lovelace", "locale": "en-GB",
                         "address": {"locality": "London"}}"""), json.<JsonNode>valueToTree(second));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "{\"website\": \"javascript:alert(1)\"}; website",
                "{\"picture\": \"data:text/html,x\"}; picture",
                "{\"birthdate\": \"1815-13-10\"}; birthdate",
                "{\"zoneinfo\": \"../../etc/passwd\"}; zoneinfo",
                "{\"locale\": \"no such tag\"}; locale",
                "{\"phone_number\": \"0171 123\"}; phone_number",
                "{\"name\": \"a\\u0000b\"}; name",
                "{\"nickname\": \"a\\u001b[31m\"}; nickname",
                "{\"address\": {\"country\": \"a\\u0007\"}}; country",
                "{\"address\": \"London\"}; address",
                "{\"given_name\": {\"first\": \"Ada\"}}; given_name",
                "{\"admin\": true}; admin",
                "{\"email\": \"other@example.org\"}; email",
                "{\"no such claim\": null}; no such claim",
                "{\"phone_number_verified\": true}; phone_number_verified"
            })
    void refusesWhatIsOutOfBounds(String patch, String field) throws JsonProcessingException {
        var invalid = assertInstanceOf(
                ProfileChange.Invalid.class, change.apply(StandardClaims.NONE, (ObjectNode) json.readTree(patch)));
        assertEquals(
                List.of(field),
                invalid.violations().stream().map(Violation::field).toList());
    }

    /** As long as a body can be: a pattern must not run out of stack over it. */
    @Test
    void refusesWhatIsFarTooLong() throws JsonProcessingException {
        for (String name : List.of("locale", "zoneinfo", "website", "birthdate", "phone_number")) {
            String patch = "{\"" + name + "\": \"en" + "-a".repeat(32_000) + "\"}";
            assertInstanceOf(
                    ProfileChange.Invalid.class,
                    change.apply(StandardClaims.NONE, (ObjectNode) json.readTree(patch)),
                    name);
        }
    }

    @Test
    void refusesWhatIsTooLong() throws JsonProcessingException {
        String patch = "{\"name\": \"" + "x".repeat(201) + "\"}";
        assertInstanceOf(
                ProfileChange.Invalid.class, change.apply(StandardClaims.NONE, (ObjectNode) json.readTree(patch)));
    }

    private StandardClaims patched(StandardClaims before, String patch) throws JsonProcessingException {
        return assertInstanceOf(ProfileChange.Patched.class, change.apply(before, (ObjectNode) json.readTree(patch)))
                .claims();
    }
}
