package dev.gatehouse.token.extauthz;

import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;

/** An answer of {@code /verify} as Envoy reads it (envoy.service.auth.v3.CheckResponse); pure. Field numbers as published. */
final class CheckResponse {
    private static final int UNAUTHENTICATED = 16;
    private static final int PERMISSION_DENIED = 7;
    private static final int UNAVAILABLE = 14;
    private static final List<String> IDENTITY = List.of(
            "X-Auth-Subject",
            "X-Auth-Username",
            "X-Auth-Client",
            "X-Auth-Scope",
            "X-Auth-Method",
            "X-Auth-Audience",
            "X-Auth-Session",
            "X-Auth-Time");

    private CheckResponse() {}

    /** The call goes on with what is known of its caller, and without what the caller says of that. */
    static byte[] admitted(Response answer) {
        var ok = new WireWriter();
        answer.getStringHeaders().forEach((name, values) -> {
            if (!name.equalsIgnoreCase("Cache-Control")) {
                values.forEach(value -> ok.message(2, header(name, value, false)));
            }
        });
        IDENTITY.stream().filter(name -> answer.getHeaderString(name) == null).forEach(name -> ok.text(5, name));
        return new WireWriter()
                .message(1, new WireWriter().number(1, 0))
                .message(3, ok)
                .bytes();
    }

    /** The caller is answered so. */
    static byte[] refused(Response answer, String body) {
        var denied = new WireWriter().message(1, new WireWriter().number(1, answer.getStatus()));
        for (Map.Entry<String, List<String>> each : answer.getStringHeaders().entrySet()) {
            boolean another = false;
            for (String value : each.getValue()) {
                denied.message(2, header(each.getKey(), value, another));
                another = true;
            }
        }
        return new WireWriter()
                .message(1, new WireWriter().number(1, code(answer.getStatus())))
                .message(2, denied.text(3, body))
                .bytes();
    }

    /** HeaderValueOption; without {@code append} it takes the place of any of that name. */
    private static WireWriter header(String name, String value, boolean append) {
        var flag = new WireWriter();
        return new WireWriter()
                .message(1, new WireWriter().text(1, name).text(2, value))
                .message(2, append ? flag.number(1, 1) : flag);
    }

    private static int code(int status) {
        return switch (status) {
            case 401 -> UNAUTHENTICATED;
            case 503 -> UNAVAILABLE;
            default -> PERMISSION_DENIED;
        };
    }
}
