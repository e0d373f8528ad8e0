package dev.gatehouse.common.openapi;

import io.quarkus.vertx.http.ManagementInterface;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Serves the document that the build made of the service's resources, on the management port; a start pays nothing. */
@ApplicationScoped
public class OpenApiDocument {
    /** Where the build puts it: smallrye-open-api-maven-plugin in the parent's pom.xml. */
    private static final String RESOURCE = "META-INF/gatehouse/openapi.json";

    void serve(@Observes ManagementInterface management) {
        // The service's own loader, and not that of whichever thread asks.
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        management.router().get("/q/openapi").blockingHandler(call -> answer(call, loader));
    }

    private static void answer(RoutingContext call, ClassLoader loader) {
        try (InputStream document = loader.getResourceAsStream(RESOURCE)) {
            if (document == null) {
                call.fail(404);
            } else {
                call.response()
                        .putHeader("Content-Type", "application/json")
                        .end(Buffer.buffer(document.readAllBytes()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
