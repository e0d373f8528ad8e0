package dev.gatehouse.identity.home;

import dev.gatehouse.common.page.Wait;
import dev.gatehouse.identity.factor.FactorKeeping;
import dev.gatehouse.identity.factor.SecondFactor;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.function.Function;

/** What comes of a code that was typed. */
final class FactorPages {
    private FactorPages() {}

    /** The templates; their names are those of the files. */
    @CheckedTemplate(basePath = "home")
    static class Templates {
        private Templates() {}

        static native TemplateInstance codes(List<String> codes);
    }

    /**
     * @param place where the form is, with {@code form} once more where the code was not taken; it is given what was wrong
     */
    static Response answer(
            Owner owner,
            FactorKeeping.Outcome outcome,
            Done done,
            String place,
            Function<String, TemplateInstance> form) {
        HomeTexts texts = Texts.here();
        SecurityTexts security = Texts.ofSecurity();
        return switch (outcome) {
            case FactorKeeping.Done(List<String> codes)
            when codes.isEmpty() -> AccountPage.leadTo(SecurityPage.PATH, done);
            // At once: they are kept nowhere where another page could read them.
            case FactorKeeping.Done(List<String> codes) ->
                AccountPage.after(200, owner, SecurityPage.PATH, Templates.codes(codes))
                        .build();
            case FactorKeeping.Nothing() -> AccountPage.leadTo(SecurityPage.PATH);
            case FactorKeeping.Refused(SecondFactor.Wait(int seconds)) ->
                AccountPage.after(429, owner, place, form.apply(texts.pause(Wait.words(seconds))))
                        .header("Retry-After", seconds)
                        .build();
            case FactorKeeping.Refused ignored ->
                AccountPage.after(422, owner, place, form.apply(security.codeWrong()))
                        .build();
        };
    }
}
