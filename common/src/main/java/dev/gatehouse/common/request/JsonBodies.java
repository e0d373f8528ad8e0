package dev.gatehouse.common.request;

import dev.gatehouse.common.problem.Problem;
import io.quarkus.resteasy.reactive.jackson.runtime.serialisers.ServerJacksonMessageBodyReader;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveResourceInfo;
import org.jboss.resteasy.reactive.server.spi.ServerMessageBodyReader;
import org.jboss.resteasy.reactive.server.spi.ServerRequestContext;

/**
 * Reads bodies of JSON, as Quarkus does, but only such as are of {@linkplain WholeCharacters whole characters}. What a
 * resource takes as a text or a stream, it looks at itself.
 */
@Provider
@Consumes({MediaType.APPLICATION_JSON, "application/*+json"})
public class JsonBodies implements ServerMessageBodyReader<Object> {
    // No ReaderInterceptor: for those, annotations are looked up by reflection at each request.
    private final ServerJacksonMessageBodyReader jackson;

    JsonBodies(ServerJacksonMessageBodyReader jackson) {
        this.jackson = jackson;
    }

    @Override
    public boolean isReadable(
            Class<?> type, Type genericType, ResteasyReactiveResourceInfo resource, MediaType mediaType) {
        return read(type) && jackson.isReadable(type, genericType, resource, mediaType);
    }

    @Override
    public boolean isReadable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return read(type) && jackson.isReadable(type, genericType, annotations, mediaType);
    }

    @Override
    public Object readFrom(Class<Object> type, Type genericType, MediaType mediaType, ServerRequestContext context)
            throws IOException {
        return readFrom(
                type,
                genericType,
                new Annotation[0],
                mediaType,
                context.getRequestHeaders().getRequestHeaders(),
                context.getInputStream());
    }

    @Override
    public Object readFrom(
            Class<Object> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            InputStream body)
            throws IOException {
        byte[] json = body.readAllBytes();
        if (!WholeCharacters.in(json)) {
            throw new BadRequestException(
                    Problem.of(400, "malformed_json", "The body is not UTF-8, or has half a character in it.")
                            .response());
        }
        return jackson.readFrom(type, genericType, annotations, mediaType, headers, new ByteArrayInputStream(json));
    }

    private static boolean read(Class<?> type) {
        return type != String.class && type != InputStream.class;
    }
}
