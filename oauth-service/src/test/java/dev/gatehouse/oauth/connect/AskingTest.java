package dev.gatehouse.oauth.connect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gatehouse.common.oauth.FormParameters;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AskingTest {
    @ParameterizedTest
    @CsvSource({
        ", AS_IT_LIKES",
        "'', AS_IT_LIKES",
        "none, AS_IT_LIKES",
        "loginx, AS_IT_LIKES",
        "select_account, WHICH",
        "login, ANEW",
        "login select_account, ANEW",
        "select_account login, ANEW"
    })
    void whatIsAskedForIsTheStrongestOfIt(@Nullable String prompt, Asking asking) {
        assertEquals(asking, Asking.of(prompt));
    }

    @ParameterizedTest
    @CsvSource({
        "AS_IT_LIKES, , ''",
        "AS_IT_LIKES, consent, prompt=consent",
        "AS_IT_LIKES, login, prompt=login",
        "WHICH, , prompt=select_account",
        "WHICH, consent, prompt=select_account+consent",
        "WHICH, login, prompt=login",
        "ANEW, , prompt=login&max_age=0",
        "ANEW, consent, prompt=login+consent&max_age=0",
        "ANEW, select_account, prompt=login&max_age=0"
    })
    void whatTheProviderIsRegisteredWithGivesWay(Asking asking, @Nullable String usual, String parameters) {
        assertEquals(parameters, FormParameters.encode(asking.parameters(usual)));
    }
}
