package dev.gatehouse.common.request;

import dev.gatehouse.common.problem.Problem;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads numbers and ids of a query. What is none is a mistake of the caller's, 400 with its name; JAX-RS would have it 404
 * (section 3.2), as if there were no such path.
 */
@Provider
public class QueryValues implements ParamConverterProvider {
    private static final String NUMBER = "must be a whole number";

    @Override
    @SuppressWarnings("unchecked")
    public <T> @Nullable ParamConverter<T> getConverter(
            Class<T> type, Type generic, Annotation @Nullable [] annotations) {
        return (ParamConverter<T>) Stream.ofNullable(annotations)
                .flatMap(Stream::of)
                .filter(QueryParam.class::isInstance)
                .flatMap(annotation -> Stream.ofNullable(of(type, ((QueryParam) annotation).value())))
                .findFirst()
                .orElse(null);
    }

    private static @Nullable ParamConverter<?> of(Class<?> type, String name) {
        if (type == int.class || type == Integer.class) {
            return new Converter<>(name, NUMBER, Integer::valueOf);
        }
        if (type == Long.class) {
            return new Converter<>(name, NUMBER, Long::valueOf);
        }
        return type == UUID.class ? new Converter<>(name, "must be a UUID", UUID::fromString) : null;
    }

    private record Converter<T>(String name, String expected, Function<String, T> read) implements ParamConverter<T> {
        @Override
        public @Nullable T fromString(@Nullable String value) {
            try {
                return value == null ? null : read.apply(value);
            } catch (IllegalArgumentException e) {
                throw new BadRequestException(
                        Problem.of(400, "invalid_request", "Some fields are missing or out of bounds.")
                                .withViolations(List.of(new Problem.Violation(name, expected)))
                                .response());
            }
        }

        @Override
        public String toString(T value) {
            return value.toString();
        }
    }
}
