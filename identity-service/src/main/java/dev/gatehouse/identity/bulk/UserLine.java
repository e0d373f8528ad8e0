package dev.gatehouse.identity.bulk;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.common.problem.Problem.Violation;
import dev.gatehouse.common.request.WholeCharacters;
import dev.gatehouse.identity.naming.UsualAddress;
import dev.gatehouse.identity.password.HashBounds;
import dev.gatehouse.identity.password.PasswordHash;
import dev.gatehouse.identity.profile.ProfileChange;
import dev.gatehouse.identity.profile.StandardClaims;
import dev.gatehouse.identity.user.Names;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import jakarta.validation.Validator;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads a user from a line, in our own form or in Keycloak's. */
@Singleton
class UserLine {
    private static final String INVALID = "invalid";
    private final ObjectReader tree;
    private final ObjectReader form;
    private final Validator validator;
    private final ProfileChange profile;
    private final HashBounds bounds = HashBounds.here();

    UserLine(ObjectMapper json, Validator validator, ProfileChange profile) {
        tree = json.readerFor(JsonNode.class)
                .with(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
        form = json.readerFor(Form.class).with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        this.validator = validator;
        this.profile = profile;
    }

    /** Our own form of a line. */
    @RegisterForReflection
    record Form(
            @Nullable String username,
            @Nullable @Email @UsualAddress @Size(max = 254) String email,
            boolean emailVerified,
            @Nullable ObjectNode claims,
            @Nullable String passwordHash,
            boolean disabled,
            boolean admin) {
        /** Without the hash. */
        @Override
        public String toString() {
            return "Form";
        }
    }

    /** @throws Refused where no user can be made of it */
    ImportedUser read(long number, String text) throws Refused {
        ObjectNode line = object(text);
        boolean keycloak = KeycloakLine.is(line);
        if (line.hasNonNull("password")) {
            // At some 30 ms each, a hundred thousand would take the machine for an hour.
            throw new Refused("plain_password", "Passwords are taken as hashes only.");
        }
        Form user = form(keycloak ? KeycloakLine.translated(line) : line);
        if (user.admin()) {
            // Whoever appoints one does so in person; an import may be a program's.
            throw new Refused("administrator", "Administrators are appointed one by one, once they are there.");
        }
        String email = user.email() == null || user.email().isBlank() ? null : user.email();
        String called = user.username() == null ? "" : user.username();
        Optional<String> own = Names.username(called);
        boolean derived = own.isEmpty() && email != null && Names.key(called).equals(Names.key(email));
        String username = own.or(() -> derived ? Optional.of(Names.usernameFor(called)) : Optional.empty())
                .orElseThrow(
                        () -> new Refused(
                                INVALID,
                                "username: must be 1 to 64 letters, digits, dots, hyphens or underscores, or the line's e-mail address"));
        return new ImportedUser(
                number,
                username,
                derived,
                email,
                email != null && user.emailVerified(),
                claims(user.claims()),
                hash(user.passwordHash()),
                user.disabled(),
                keycloak && KeycloakLine.hasOtherFactors(line));
    }

    private ObjectNode object(String text) throws Refused {
        if (!WholeCharacters.in(text)) {
            throw new Refused("not_json", "The line has half a character in it.");
        }
        try {
            if (tree.readValue(text) instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException e) {
            // Not its message, which may quote the line.
        }
        throw new Refused("not_json", "The line is not one JSON object.");
    }

    private Form form(ObjectNode line) throws Refused {
        try {
            Form user = form.readValue(line);
            boolean unprintable = user.email() != null && user.email().chars().anyMatch(Character::isISOControl);
            if (unprintable || !validator.validate(user).isEmpty()) {
                throw new Refused(
                        INVALID, "email: must be an e-mail address of at most 254 characters that mixes no scripts");
            }
            return user;
        } catch (JsonMappingException e) {
            String name = e.getPath().isEmpty() ? null : e.getPath().getFirst().getFieldName();
            throw new Refused(INVALID, (name == null ? "" : name + ": ") + "is not known, or not of the right type");
        } catch (java.io.IOException e) {
            throw new IllegalStateException("a tree that is no JSON", e);
        }
    }

    private StandardClaims claims(@Nullable ObjectNode claims) throws Refused {
        ObjectNode stated = claims == null ? JsonNodeFactory.instance.objectNode() : claims;
        return switch (profile.apply(StandardClaims.NONE, stated)) {
            case ProfileChange.Patched(StandardClaims fine) -> fine;
            case ProfileChange.Invalid(List<Violation> violations) ->
                throw new Refused(
                        INVALID,
                        violations.stream()
                                .map(violation -> violation.field() + ": " + violation.message())
                                .collect(Collectors.joining("; ")));
        };
    }

    private @Nullable String hash(@Nullable String text) throws Refused {
        if (text == null) {
            return null;
        }
        PasswordHash hash = PasswordHash.parse(text)
                .orElseThrow(() -> new Refused(
                        "unreadable_hash",
                        "The hash is not Argon2, bcrypt, PBKDF2 or scrypt in PHC string format, or bcrypt's."));
        Optional<String> objection = bounds.objection(hash);
        if (objection.isPresent()) {
            throw new Refused("hash_refused", objection.get());
        }
        return hash.text();
    }
}
