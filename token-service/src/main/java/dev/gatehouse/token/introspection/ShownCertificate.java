package dev.gatehouse.token.introspection;

import dev.gatehouse.common.certificate.ClientCertificates;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The certificate of whoever calls, by which a client may say who it is (RFC 8705, section 2). Never blocks. */
@Singleton
class ShownCertificate {
    private final ClientCertificates certificates;

    ShownCertificate(ClientCertificates certificates) {
        this.certificates = certificates;
    }

    /** DER in base64; null where none is shown that can be believed. */
    @Nullable
    String on(HttpServerRequest request) {
        return certificates
                .of(
                        request.headers()::getAll,
                        request.connection().remoteAddress().hostAddress())
                .map(Base64.getEncoder()::encodeToString)
                .orElse(null);
    }
}
