package dev.gatehouse.token.keys;

import com.oracle.svm.core.annotate.Alias;
import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;

/**
 * In a native image the self-tests of Corretto's HMACs, which nothing here uses, pass untried: they ask the JCE for a
 * Mac of a provider made for the test, a native image knows only the providers that it was built with, and one failed
 * self-test disables the whole provider. The native library's own self-tests run as ever.
 */
@TargetClass(className = "com.amazon.corretto.crypto.provider.EvpHmac")
final class CorrettoSelfTests {
    private CorrettoSelfTests() {}

    @Substitute
    @SuppressWarnings("unused") // the builder matches the parameters
    static Result runSelfTest(String name, Class<?> spi) {
        return Result.PASS_RESULT;
    }

    @TargetClass(className = "com.amazon.corretto.crypto.provider.SelfTestResult")
    static final class Result {
        @Alias
        @SuppressWarnings("NullAway.Init") // the provider's own field
        static Result PASS_RESULT;

        private Result() {}
    }
}
