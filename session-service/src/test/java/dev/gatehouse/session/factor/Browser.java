package dev.gatehouse.session.factor;

import static io.restassured.RestAssured.given;

import dev.gatehouse.common.page.FormToken;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A browser without JavaScript: it keeps cookies, follows nothing by itself, and sends the forms that it is shown. */
final class Browser {
    private final Map<String, String> cookies = new HashMap<>();

    Response open(String address) {
        return kept(given().redirects()
                .follow(false)
                .urlEncodingEnabled(false)
                .cookies(cookies)
                .get(address));
    }

    /** Sends a form of {@code page} to {@code address}. */
    Response send(String address, Response page, Map<String, String> fields) {
        var form = new HashMap<>(fields);
        hidden(page, FormToken.FIELD, form);
        hidden(page, "return_to", form);
        hidden(page, "acr", form);
        return kept(given().redirects()
                .follow(false)
                .urlEncodingEnabled(true)
                .cookies(cookies)
                .formParams(form)
                .post(address));
    }

    Response password(String address, String name) {
        return send("/login", open(address), Map.of("username", name, "password", StubIdentity.PASSWORD));
    }

    String cookie(String name) {
        return cookies.getOrDefault(name, "");
    }

    void keep(String name, String value) {
        cookies.put(name, value);
    }

    private static void hidden(Response page, String name, Map<String, String> form) {
        Matcher field =
                Pattern.compile("name=\"" + name + "\" value=\"([^\"]*)\"").matcher(page.asString());
        if (field.find()) {
            form.putIfAbsent(name, field.group(1).replace("&amp;", "&"));
        }
    }

    private Response kept(Response answer) {
        answer.getDetailedCookies().asList().forEach(cookie -> {
            if (cookie.getMaxAge() == 0) {
                cookies.remove(cookie.getName());
            } else {
                cookies.put(cookie.getName(), cookie.getValue());
            }
        });
        return answer;
    }
}
