package dev.gatehouse.identity.password;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PasswordPolicyTest {
    @ParameterizedTest
    @CsvSource({
        "correct horse battery,true",
        "short,false",
        "password,false",
        "PassWord123,false",
        "margaret-ann,false",
        "margaret-ann@example.org,false",
        "12345678,false",
        "margaret-anne,true"
    })
    void decides(String password, boolean fine) {
        var objection = PasswordPolicy.objection(password, "Margaret-Ann", "margaret-ann@example.org");
        assertEquals(fine, objection.isEmpty());
    }
}
