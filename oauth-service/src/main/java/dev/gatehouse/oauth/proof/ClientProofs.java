package dev.gatehouse.oauth.proof;

import dev.gatehouse.common.oauth.OAuthError;
import dev.gatehouse.common.peer.OAuthService.Presentation;
import dev.gatehouse.oauth.algorithm.ClientAlgorithms;
import dev.gatehouse.oauth.client.ClientAuthenticator;
import dev.gatehouse.oauth.client.ClientSecrets;
import dev.gatehouse.oauth.client.Clients;
import dev.gatehouse.oauth.client.RegisteredClient;
import dev.gatehouse.oauth.outbound.ClientKeys;
import dev.gatehouse.oauth.profile.Profile;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.keys.HmacKey;
import org.jspecify.annotations.Nullable;

/** Decides whether a client is the one that it says it is, in the way that it is registered for. Never blocks. */
@Singleton
public class ClientProofs {
    private static final Duration LONGEST_LIFETIME = Duration.ofHours(1);
    private final Clients clients;
    private final ClientSecrets secrets;
    private final ClientKeys keys;
    private final UsedAssertions used;
    private final Authorities authorities;
    private final Duration lifetime;
    private final String issuer;

    ClientProofs(
            Clients clients,
            ClientSecrets secrets,
            ClientKeys keys,
            UsedAssertions used,
            Authorities authorities,
            ProofConfig config,
            @ConfigProperty(name = "gatehouse.issuer") String issuer) {
        this.clients = clients;
        this.secrets = secrets;
        this.keys = keys;
        this.used = used;
        this.authorities = authorities;
        this.issuer = issuer;
        lifetime = config.assertionLifetime();
        if (lifetime.compareTo(Assertion.CLOCKS) < 0 || lifetime.compareTo(LONGEST_LIFETIME) > 0) {
            throw new IllegalArgumentException(
                    "gatehouse.oauth.proof.assertion-lifetime must be from 15 seconds to an hour");
        }
    }

    /** What came of it. */
    public sealed interface Outcome permits Known, Unknown {}

    /** @param assertion that counts once, and is yet to be {@linkplain #spend spent}; null for none */
    public record Known(RegisteredClient client, Assertion.@Nullable Spendable assertion) implements Outcome {}

    public record Unknown(OAuthError answer) implements Outcome {}

    private static final Unknown UNKNOWN = new Unknown(OAuthError.UNKNOWN_CLIENT);

    /** Whether it is the client; whatever it does with that comes after {@link #spend}. */
    public Uni<Outcome> prove(Presentation shown) {
        return clients.find(shown.clientId())
                .chain(found -> found.map(client -> prove(client, shown))
                        .orElseGet(() -> Uni.createFrom().item(UNKNOWN)));
    }

    /** As {@link #prove}, and what counts once is spent. */
    public Uni<Outcome> proveOnce(Presentation shown) {
        return prove(shown).chain(outcome -> switch (outcome) {
            case Known known -> spend(known);
            case Unknown unknown -> Uni.createFrom().item(unknown);
        });
    }

    /** Takes the assertion, so that it does not count again; {@link Unknown} where it was taken before. */
    public Uni<Outcome> spend(Known known) {
        Assertion.Spendable assertion = known.assertion();
        if (assertion == null) {
            return Uni.createFrom().item(known);
        }
        return used.first(assertion).map(first -> first ? known : refused("it was used before"));
    }

    private Uni<Outcome> prove(RegisteredClient client, Presentation shown) {
        return switch (client.authMethod()) {
            case client_secret_basic, client_secret_post, none ->
                Uni.createFrom().item(bySecret(client, shown));
            case client_secret_jwt ->
                asserted(
                        shown,
                        client,
                        ClientAlgorithms.OF_SECRETS,
                        assertion -> Uni.createFrom().item(signed(client, assertion, sharedKeys(client))));
            case private_key_jwt ->
                asserted(
                        shown,
                        client,
                        Profile.assertionAlgorithms(client),
                        assertion -> keys.signing(client, assertion.algorithm(), assertion.kid())
                                .map(answer -> switch (answer) {
                                    case ClientKeys.Found(List<PublicJsonWebKey> candidates) ->
                                        signed(client, assertion, publicKeys(candidates));
                                    case ClientKeys.Unavailable() -> refused("the client's keys cannot be had");
                                }));
            case tls_client_auth ->
                byCertificate(
                        shown,
                        certificate -> Uni.createFrom()
                                .item(authorities.vouchFor(certificate)
                                        && ClientCertificate.named(certificate, client.proof())),
                        client);
            case self_signed_tls_client_auth ->
                byCertificate(
                        shown,
                        certificate -> keys.of(client)
                                .map(answer -> answer instanceof ClientKeys.Found(List<PublicJsonWebKey> known)
                                        && ClientCertificate.registered(certificate, known)),
                        client);
        };
    }

    private static Outcome bySecret(RegisteredClient client, Presentation shown) {
        return shown.assertion() == null
                        && ClientAuthenticator.authenticate(Optional.of(client), shown.method(), shown.clientSecret())
                                .isPresent()
                ? new Known(client, null)
                : UNKNOWN;
    }

    private Uni<Outcome> byCertificate(
            Presentation shown, Function<X509Certificate, Uni<Boolean>> theirs, RegisteredClient client) {
        String certificate = shown.certificate();
        if (certificate == null || shown.clientSecret() != null || shown.assertion() != null) {
            return Uni.createFrom().item(UNKNOWN);
        }
        return ClientCertificate.read(certificate)
                .map(read -> theirs.apply(read).<Outcome>map(good -> good ? new Known(client, null) : UNKNOWN))
                .orElseGet(() -> Uni.createFrom().item(UNKNOWN));
    }

    private Uni<Outcome> asserted(
            Presentation shown,
            RegisteredClient client,
            Set<String> algorithms,
            Function<Assertion, Uni<Outcome>> signed) {
        String compact = shown.assertion();
        if (compact == null || shown.clientSecret() != null) {
            return Uni.createFrom().item(UNKNOWN);
        }
        Optional<Assertion> assertion = Assertion.read(compact);
        if (assertion.isEmpty()) {
            return Uni.createFrom().item(refused("it is no signed JWT"));
        }
        var expected = new Assertion.Expected(
                client.clientId(), algorithms, audiences(client), Profile.issuerAlone(client), lifetime);
        return assertion
                .get()
                .objection(expected, Instant.now())
                .map(why -> Uni.createFrom().<Outcome>item(refused(why)))
                .orElseGet(() -> signed.apply(assertion.get()));
    }

    /** The issuer, or what clients of earlier days name: the endpoint (RFC 9126, section 2). */
    private Set<String> audiences(RegisteredClient client) {
        return Profile.issuerAlone(client)
                ? Set.of(issuer)
                : Set.of(issuer, issuer + "/oauth2/token", issuer + "/oauth2/par");
    }

    private static Outcome signed(RegisteredClient client, Assertion assertion, List<? extends Key> candidates) {
        return candidates.stream().anyMatch(assertion::signedBy)
                ? new Known(client, assertion.spendable(client.clientId()))
                : refused("it is not signed with a key of the client's");
    }

    private List<HmacKey> sharedKeys(RegisteredClient client) {
        return secrets.unsealed(client, Instant.now()).stream()
                .map(secret -> new HmacKey(secret.getBytes(StandardCharsets.UTF_8)))
                .toList();
    }

    private static List<? extends Key> publicKeys(List<PublicJsonWebKey> candidates) {
        return candidates.stream().map(PublicJsonWebKey::getPublicKey).toList();
    }

    private static Unknown refused(String why) {
        return new Unknown(OAuthError.client("The client assertion is refused: " + why + "."));
    }
}
