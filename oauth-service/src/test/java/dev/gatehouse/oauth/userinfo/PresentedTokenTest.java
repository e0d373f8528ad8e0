package dev.gatehouse.oauth.userinfo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.gatehouse.common.oauth.FormParameters;
import dev.gatehouse.oauth.userinfo.PresentedToken.Misplaced;
import dev.gatehouse.oauth.userinfo.PresentedToken.Nothing;
import dev.gatehouse.oauth.userinfo.PresentedToken.Presented;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a call may have its one access token (RFC 6750, section 2). */
class PresentedTokenTest {
    @ParameterizedTest
    @CsvSource({"Bearer abc, Bearer", "bearer abc, Bearer", "DPoP abc, DPoP", "dpop  abc, DPoP"})
    void inTheHeader(String header, String scheme) {
        assertEquals(new Presented(scheme, "abc"), read(List.of(header), "", ""));
    }

    @Test
    void inTheForm() {
        assertEquals(new Presented("Bearer", "abc"), read(List.of(), "access_token=abc&other=1", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic YTpi", "Bearer", "Bearerabc", ""})
    void otherwiseThereIsNone(String header) {
        assertEquals(new Nothing(), read(List.of(header), "", ""));
        assertEquals(new Nothing(), read(List.of(), "", ""));
    }

    @Test
    void neverTwice() {
        refused(List.of("Bearer abc"), "access_token=abc", "");
        refused(List.of("Basic YTpi"), "access_token=abc", "");
        refused(List.of("Bearer abc", "Bearer abc"), "", "");
        refused(List.of(), "access_token=abc&access_token=abc", "");
    }

    @Test
    void neverInTheAddress() {
        refused(List.of(), "", "access_token=abc");
        refused(List.of("Bearer abc"), "", "access_token=abc");
    }

    @Test
    void neverWithOtherCharactersOrTooLong() {
        refused(List.of(), "access_token=a%0Ab", "");
        refused(List.of("Bearer a b"), "", "");
        refused(List.of("Bearer " + "a".repeat(PresentedToken.LONGEST + 1)), "", "");
    }

    private static void refused(List<String> headers, String form, String query) {
        assertInstanceOf(Misplaced.class, read(headers, form, query));
    }

    private static PresentedToken read(List<String> headers, String form, String query) {
        return PresentedToken.read(headers, FormParameters.parse(form), FormParameters.parse(query));
    }
}
