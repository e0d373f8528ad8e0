package dev.gatehouse.oauth.client;

import dev.gatehouse.common.oauth.AuthMethod;
import dev.gatehouse.common.peer.ClientKeyService;
import dev.gatehouse.common.peer.Encryption;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Decides what a client may be answered, and how; pure. */
final class ClientAnswerRules {
    private static final String USERINFO_SIGNED = "userinfo_signed_response_alg";
    private static final String RESPONSE_SIGNED = "authorization_signed_response_alg";
    private static final Set<String> KEYS = Set.copyOf(Encryption.ALGORITHMS);
    private static final Set<String> CONTENT = Set.copyOf(Encryption.METHODS);

    private ClientAnswerRules() {}

    /** Whether an algorithm is named, so that one has to know which there are. */
    static boolean namesAlgorithm(ClientMetadata asked) {
        return asked.more().get(USERINFO_SIGNED) != null || asked.more().get(RESPONSE_SIGNED) != null;
    }

    /** @param algorithms what can be signed with; of no matter where none is named */
    static ClientAnswers check(
            Said said,
            ClientAnswers before,
            AuthMethod method,
            List<String> redirectUris,
            boolean keys,
            List<String> algorithms) {
        Set<String> signed = Set.copyOf(algorithms);
        String subject = said.word("subject_type", before.subjectType(), "public", Set.of("public", "pairwise"));
        String sectorUri = said.address("sector_identifier_uri", before.sectorIdentifierUri());
        String idAlg = encryption(said, "id_token", before.idTokenEncryptedResponseAlg());
        String infoAlg = encryption(said, "userinfo", before.userinfoEncryptedResponseAlg());
        String responseAlg = encryption(said, "authorization", before.authorizationEncryptedResponseAlg());
        var answers = new ClientAnswers(
                subject,
                sectorUri,
                subject.equals("pairwise") ? sector(said, sectorUri, redirectUris) : null,
                said.flag("id_token_user_claims", before.idTokenUserClaims(), true),
                said.optionalWord(USERINFO_SIGNED, before.userinfoSignedResponseAlg(), signed),
                said.optionalWord(RESPONSE_SIGNED, before.authorizationSignedResponseAlg(), signed),
                idAlg,
                content(said, "id_token", before.idTokenEncryptedResponseEnc(), idAlg),
                infoAlg,
                content(said, "userinfo", before.userinfoEncryptedResponseEnc(), infoAlg),
                responseAlg,
                content(said, "authorization", before.authorizationEncryptedResponseEnc(), responseAlg));
        said.needs(Feature.PAIRWISE, "subject_type", answers.pairwise());
        said.needs(Feature.PAIRWISE, "sector_identifier_uri", sectorUri != null);
        said.needs(Feature.LEAN_ID_TOKENS, "id_token_user_claims", !answers.idTokenUserClaims());
        said.needs(Feature.SIGNED_USERINFO, USERINFO_SIGNED, answers.userinfoSignedResponseAlg() != null);
        said.needs(Feature.SIGNED_RESPONSES, RESPONSE_SIGNED, answers.authorizationSignedResponseAlg() != null);
        said.needs(Feature.SIGNED_RESPONSES, "authorization_encrypted_response_alg", responseAlg != null);
        if (infoAlg != null && answers.userinfoSignedResponseAlg() == null) {
            // What nobody has signed could come from anyone who knows the client's public key.
            said.refused("userinfo_encrypted_response_alg", "needs userinfo_signed_response_alg", null);
        }
        if (method == AuthMethod.none) {
            shared(said, USERINFO_SIGNED, answers.userinfoSignedResponseAlg());
            shared(said, RESPONSE_SIGNED, answers.authorizationSignedResponseAlg());
        }
        if (!keys && (idAlg != null || infoAlg != null || responseAlg != null)) {
            said.refused("jwks", "or jwks_uri is needed for encrypted answers", null);
        }
        return answers;
    }

    private static void shared(Said said, String field, @Nullable String algorithm) {
        if (ClientKeyService.SHARED.equals(algorithm)) {
            said.refused(field, ClientKeyService.SHARED + " needs a client with a secret", null);
        }
    }

    private static @Nullable String encryption(Said said, String answer, @Nullable String before) {
        String field = answer + "_encrypted_response_alg";
        String algorithm = said.optionalWord(field, before, KEYS);
        said.needs(Feature.ENCRYPTION, field, algorithm != null);
        return algorithm;
    }

    private static @Nullable String content(
            Said said, String answer, @Nullable String before, @Nullable String algorithm) {
        String field = answer + "_encrypted_response_enc";
        String content = said.optionalWord(field, before, CONTENT);
        if (algorithm == null) {
            if (content != null && said.names(field)) {
                said.refused(field, "needs " + answer + "_encrypted_response_alg", null);
            }
            return null;
        }
        return content == null ? Encryption.DEFAULT_METHOD : content;
    }

    /** The host of that URI, or else the one host of all redirect URIs (OpenID Connect Core 1.0, section 8.1). */
    private static @Nullable String sector(Said said, @Nullable String sectorUri, List<String> redirectUris) {
        if (redirectUris.isEmpty()) {
            // Whoever names a sector has to be named there, by their redirect URIs.
            return said.refused("redirect_uris", "are needed for pairwise subjects", null);
        }
        if (sectorUri != null) {
            return host(sectorUri);
        }
        Set<String> hosts = redirectUris.stream()
                .filter(uri -> RedirectUris.objection(uri).isEmpty())
                .map(ClientAnswerRules::host)
                .collect(Collectors.toSet());
        return hosts.size() == 1
                ? hosts.iterator().next()
                : said.refused(
                        "sector_identifier_uri",
                        "is needed for pairwise subjects where redirect URIs have more than one host",
                        null);
    }

    /** Of URIs of private schemes, that have no host, the scheme. */
    private static String host(String uri) {
        URI parsed = URI.create(uri);
        String host = parsed.getHost() == null ? parsed.getScheme() : parsed.getHost();
        return host.toLowerCase(Locale.ROOT);
    }
}
