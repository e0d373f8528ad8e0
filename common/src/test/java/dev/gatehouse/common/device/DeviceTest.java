package dev.gatehouse.common.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceTest {
    private static final String WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko) ";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Firefox on Linux | Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0
                    Firefox on Linux | Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:115.0) Gecko/20100101 Firefox/115.0
                    Firefox on Windows | Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0
                    Firefox on macOS | Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:128.0) Gecko/20100101 Firefox/128.0
                    Firefox on Android | Mozilla/5.0 (Android 14; Mobile; rv:128.0) Gecko/128.0 Firefox/128.0
                    Firefox on FreeBSD | Mozilla/5.0 (X11; FreeBSD amd64; rv:128.0) Gecko/20100101 Firefox/128.0
                    Firefox on OpenBSD | Mozilla/5.0 (X11; OpenBSD amd64; rv:128.0) Gecko/20100101 Firefox/128.0
                    Firefox on iPhone | Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) FxiOS/127.0 Mobile/15E148 Safari/605.1.15
                    Firefox on iPad | Mozilla/5.0 (iPad; CPU OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) FxiOS/127.0 Mobile/15E148 Safari/605.1.15
                    Firefox on iPhone | Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Focus/8.1 Mobile/15E148 Safari/605.1.15
                    Safari on macOS | Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15
                    Safari on iPhone | Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1
                    Safari on iPad | Mozilla/5.0 (iPad; CPU OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1
                    Chrome on iPhone | Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/126.0.6478 Mobile/15E148 Safari/604.1
                    Edge on iPhone | Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.0 EdgiOS/126.0 Mobile/15E148 Safari/605.1.15
                    Opera on iPhone | Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1 OPT/4.8
                    DuckDuckGo on iPhone | Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 DuckDuckGo/7 Safari/605.1.15
                    DuckDuckGo on macOS | Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15 Ddg/17.5
                    iPhone | Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148
                    GNOME Web on Linux | Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/16.0 Safari/605.1.15 Epiphany/605.1.15
                    Internet Explorer on Windows | Mozilla/5.0 (Windows NT 10.0; WOW64; Trident/7.0; rv:11.0) like Gecko
                    Internet Explorer on Windows | Mozilla/4.0 (compatible; MSIE 8.0; Windows NT 6.1)
                    Opera on Windows | Opera/9.80 (Windows NT 6.1; WOW64) Presto/2.12.388 Version/12.18
                    Opera on Android | Opera/9.80 (Android; Opera Mini/36.2/119.132; U; en) Presto/2.12.423 Version/12.16
                    curl | curl/8.5.0
                    Wget on Linux | Wget/1.21 (linux-gnu) Linux
                    OkHttp | okhttp/4.12.0
                    Python | python-requests/2.32.3
                    Python | Python-urllib/3.12
                    Go | Go-http-client/1.1
                    Java | Java-http-client/25
                    Postman | PostmanRuntime/7.39.0
                    """)
    void namesTheProgramAndTheSystem(String expected, String userAgent) {
        assertEquals(expected, Device.of(userAgent));
    }

    /** They all say Chrome and Safari, too. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Chrome on Windows | (Windows NT 10.0; Win64; x64) | Chrome/126.0.0.0 Safari/537.36
                    Chrome on macOS | (Macintosh; Intel Mac OS X 10_15_7) | Chrome/126.0.0.0 Safari/537.36
                    Chrome on Linux | (X11; Linux x86_64) | Chrome/126.0.0.0 Safari/537.36
                    Chrome on Linux | (X11; Linux x86_64) | HeadlessChrome/126.0.0.0 Safari/537.36
                    Chrome on ChromeOS | (X11; CrOS x86_64 14541.0.0) | Chrome/126.0.0.0 Safari/537.36
                    Chrome on Android | (Linux; Android 10; K) | Chrome/126.0.0.0 Mobile Safari/537.36
                    Chromium on Linux | (X11; Linux x86_64) | Ubuntu Chromium/80.0 Chrome/80.0 Safari/537.36
                    Edge on Windows | (Windows NT 10.0; Win64; x64) | Chrome/126.0.0.0 Safari/537.36 Edg/126.0.0.0
                    Edge on Windows | (Windows NT 10.0; Win64; x64) | Chrome/64.0 Safari/537.36 Edge/17.17134
                    Edge on Android | (Linux; Android 10; HD1913) | Chrome/126.0.0.0 Mobile Safari/537.36 EdgA/126.0
                    Edge on Windows | (Windows Phone 10.0; Android 6.0.1; Microsoft; Lumia 950) | Chrome/52.0 Mobile Safari/537.36 Edge/15.15254
                    Opera on Linux | (X11; Linux x86_64) | Chrome/126.0.0.0 Safari/537.36 OPR/112.0.0.0
                    Vivaldi on Windows | (Windows NT 10.0; Win64; x64) | Chrome/126.0.0.0 Safari/537.36 Vivaldi/6.8
                    Yandex Browser on Windows | (Windows NT 10.0; Win64; x64) | Chrome/124.0.0.0 YaBrowser/24.6 Safari/537.36
                    Samsung Internet on Android | (Linux; Android 10; K) | SamsungBrowser/25.0 Chrome/121.0.0.0 Mobile Safari/537.36
                    UC Browser on Android | (Linux; U; Android 13; en-US; SM-A536B) | Version/4.0 Chrome/100.0 UCBrowser/13.4 Mobile Safari/537.36
                    Brave on macOS | (Macintosh; Intel Mac OS X 10_15_7) | Chrome/126.0.0.0 Safari/537.36 Brave/126
                    """)
    void seesWhichOfThemItIsThatImitatesChrome(String expected, String system, String products) {
        assertEquals(expected, Device.of("Mozilla/5.0 " + system + " " + WEBKIT + products));
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {"Mozilla/5.0", "<script>alert(1)</script>", "somebody's own program", "\u0000"})
    void saysNothingThatTheSenderMadeUp(String userAgent) {
        assertEquals("Unknown device", Device.of(userAgent));
    }

    @Test
    void staysShortWhateverComes() {
        assertEquals("Unknown device", Device.of("x".repeat(512) + "Firefox/1 Linux"));
        assertTrue(
                Device.of("MSIE Trident/ Windows Android Linux ".repeat(1000)).length() <= 40);
    }
}
