package dev.gatehouse.oauth.token;

import dev.gatehouse.common.oauth.FormParameters;
import dev.gatehouse.oauth.client.GrantType;
import io.smallrye.mutiny.Uni;

/** One way to tokens. Each is a bean; what the beans are is what the token endpoint can do. */
public interface Grant {
    GrantType type();

    /** Whether it is switched on; where it is not, it is as if there was none. */
    default boolean on() {
        return true;
    }

    /** @param proven may use this grant */
    Uni<Answer> answer(Proven proven, FormParameters form);
}
