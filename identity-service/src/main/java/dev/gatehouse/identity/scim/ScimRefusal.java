package dev.gatehouse.identity.scim;

/** What a provisioning client is told when a call cannot be done (RFC 7644, section 3.12). */
final class ScimRefusal extends Exception {
    private static final long serialVersionUID = 1L;
    private final int status;
    private final String type;

    /** @param type a {@code scimType} of table 9; empty where none fits */
    ScimRefusal(int status, String type, String detail) {
        super(detail, null, false, false);
        this.status = status;
        this.type = type;
    }

    static ScimRefusal filter(String detail) {
        return new ScimRefusal(400, "invalidFilter", detail);
    }

    static ScimRefusal path(String detail) {
        return new ScimRefusal(400, "invalidPath", detail);
    }

    static ScimRefusal value(String detail) {
        return new ScimRefusal(400, "invalidValue", detail);
    }

    static ScimRefusal syntax(String detail) {
        return new ScimRefusal(400, "invalidSyntax", detail);
    }

    static ScimRefusal taken() {
        return new ScimRefusal(409, "uniqueness", "Another one has that name or address.");
    }

    static ScimRefusal outdated() {
        return new ScimRefusal(412, "", "It was changed meanwhile; read it again.");
    }

    static ScimRefusal absent() {
        return new ScimRefusal(404, "", "There is no such resource.");
    }

    int status() {
        return status;
    }

    String type() {
        return type;
    }

    String detail() {
        return String.valueOf(getMessage());
    }
}
