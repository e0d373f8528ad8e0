package dev.gatehouse.identity.bulk;

import dev.gatehouse.common.request.StreamedPath;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The one call of this service whose body may be large. */
final class ImportPath {
    static final String PATH = "/users/import";

    private ImportPath() {}

    @Produces
    @Singleton
    static StreamedPath streamed(ImportConfig config) {
        return new StreamedPath("POST", PATH, config.maxBody().asLongValue());
    }
}
