package dev.gatehouse.token.refresh;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.common.peer.Terms;
import dev.gatehouse.common.peer.TokenService.IdTokenOrder;
import dev.gatehouse.common.peer.TokenService.Mint;
import dev.gatehouse.token.grant.Grant;
import dev.gatehouse.token.grant.GrantStore;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Opens grants. */
@Singleton
public class GrantOpening {
    private final GrantStore grants;
    private final RefreshTokens tokens;
    private final ObjectMapper json;

    GrantOpening(GrantStore grants, RefreshTokens tokens, ObjectMapper json) {
        this.grants = grants;
        this.tokens = tokens;
        this.json = json;
    }

    /** @param refreshToken the first of its family */
    public record Opened(UUID id, String refreshToken) {}

    /** Blocks. */
    public Opened open(Mint order) {
        IdTokenOrder idToken = order.idToken();
        List<String> amr = order.amr();
        Terms terms = order.terms();
        UUID id = UUID.randomUUID();
        grants.open(
                id,
                new Grant.Content(
                        order.subject(),
                        order.username(),
                        order.clientId(),
                        order.scope(),
                        order.format(),
                        order.sid(),
                        order.authTime(),
                        amr == null ? List.of() : amr,
                        idToken == null ? null : idToken.audience(),
                        claims(idToken),
                        terms == null ? Terms.NONE : terms),
                order.begun());
        return new Opened(id, tokens.write(new RefreshToken(id, 0)));
    }

    private @Nullable String claims(@Nullable IdTokenOrder order) {
        try {
            // Their names alone: a refresh asks what they are by then, and a user who is erased leaves nothing here.
            return order == null
                    ? null
                    : json.writeValueAsString(
                            order.claims().keySet().stream().collect(Collectors.toMap(name -> name, name -> "")));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the claims are not JSON", e);
        }
    }
}
