package dev.gatehouse.common.problem;

import jakarta.ws.rs.container.ContainerResponseContext;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** A 401 names a way in (RFC 9110, section 15.5.2), whoever answers it. */
public class Challenges {
    private static final String HEADER = "WWW-Authenticate";
    private final ResourceMetadata metadata;

    Challenges(ResourceMetadata metadata) {
        this.metadata = metadata;
    }

    /** Not Basic, for which a browser would ask its user in a window of its own. */
    @ServerResponseFilter
    public void complete(ContainerResponseContext answer) {
        if (answer.getStatus() == 401 && !answer.getHeaders().containsKey(HEADER)) {
            answer.getHeaders().add(HEADER, metadata.namedIn("Bearer realm=\"gatehouse\""));
        }
    }
}
