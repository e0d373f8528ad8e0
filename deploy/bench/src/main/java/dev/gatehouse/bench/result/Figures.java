package dev.gatehouse.bench.result;

import dev.gatehouse.bench.side.Row;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** All rows of a run. */
public record Figures(List<Figure> all) {
    /** The sides, as the table names them. */
    public static final String JVM = "Gatehouse, JVM";

    public static final String NATIVE = "Gatehouse, native";
    public static final String KEYCLOAK = "Keycloak";
    public static final String OIDC_PROVIDER = "oidc-provider, in memory";
    public static final String EMPTY = "empty Quarkus endpoint";
    public static final String HASH = "the hash alone";

    private static final double SOON_MILLIS = 50;

    public Optional<Figure> of(Row row, String side) {
        return all.stream()
                .filter(figure -> figure.row() == row && figure.side().equals(side))
                .findFirst();
    }

    public boolean failed() {
        return all.stream().anyMatch(figure -> figure.failure().isPresent());
    }

    /** Cores that others on the machine kept busy, on the average of all rounds. */
    public double otherCores() {
        double elapsed = 0;
        double others = 0;
        for (Figure figure : all) {
            for (Sample sample : figure.samples()) {
                elapsed += sample.round().elapsed().toNanos();
                others += sample.others().toNanos();
            }
        }
        return elapsed == 0 ? 0 : Math.max(0, others / elapsed);
    }

    /** How many times as fast as {@code side} in the same row; empty where one of them failed or is missing. */
    public OptionalDouble ratio(Figure figure, String side) {
        return ratio(figure, of(figure.row(), side));
    }

    /** What is aimed at with this figure, and whether it is reached; empty where nothing is asked or known. */
    public String goal(Figure figure) {
        if (!figure.side().equals(JVM) && !figure.side().equals(NATIVE)) {
            return "";
        }
        return switch (figure.row()) {
            case EMPTY, TOKEN_EXCHANGE, USERINFO, JWKS, VERIFY_OAUTH, VERIFY_OPENID, VERIFY_KEY, BROWSER_SIGN_IN -> "";
            case VERIFY_BASIC_HASHED -> verdict("0.9 of the hash alone", ratio(figure, of(Row.SIGN_IN, HASH)), 0.9);
            case CLIENT_CREDENTIALS, CODE_EXCHANGE, REFRESH -> verdict("10 × Keycloak", ratio(figure, KEYCLOAK), 10);
            case INTROSPECTION -> joined(verdict("10 × Keycloak", ratio(figure, KEYCLOAK), 10), part(figure, "⅕", 0.2));
            case MINT, VERIFY_BASIC -> part(figure, "¼", 0.25);
            case SESSION_LOOKUP -> part(figure, "⅕", 0.2);
            case VERIFY_OPAQUE -> part(figure, "0.15", 0.15);
            case VERIFY_JWT, VERIFY_COOKIE ->
                joined(verdict("20 × Keycloak", ratio(figure, KEYCLOAK), 20), part(figure, "¼", 0.25));
            case REFRESH_AT_TOKEN_SERVICE -> verdict("2,500/s", rate(figure), 2_500);
            case SIGN_IN -> verdict("0.9 of the hash alone", ratio(figure, HASH), 0.9);
            case REVOCATION, REVOCATION_TOLD -> figure.failure().isPresent() ? "" : soon(figure);
        };
    }

    /** The last of a side's figures: its memory is that after all. */
    public Optional<Figure> last(String side) {
        return all.stream().filter(figure -> figure.side().equals(side)).reduce((first, second) -> second);
    }

    /** Whether the four native services take as little memory as is aimed at; empty where it is not known. */
    public String memoryGoal() {
        Optional<Figure> compiled = last(NATIVE);
        Optional<Figure> keycloak = last(KEYCLOAK);
        if (compiled.isEmpty()
                || keycloak.isEmpty()
                || compiled.get().failure().isPresent()
                || keycloak.get().failure().isPresent()) {
            // Of one that failed, some process may be gone.
            return "";
        }
        boolean reached =
                compiled.get().residentMegabytes() * 3 < keycloak.get().residentMegabytes();
        return "native under a third of Keycloak" + (reached ? ": reached" : ": not reached");
    }

    private static OptionalDouble ratio(Figure figure, Optional<Figure> other) {
        if (other.isEmpty()
                || other.get().rate() == 0
                || figure.failure().isPresent()
                || other.get().failure().isPresent()) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(figure.rate() / other.get().rate());
    }

    private static OptionalDouble rate(Figure figure) {
        return figure.failure().isPresent() ? OptionalDouble.empty() : OptionalDouble.of(figure.rate());
    }

    private static String verdict(String goal, OptionalDouble reached, double wanted) {
        return reached.isEmpty() ? "" : goal + (reached.getAsDouble() >= wanted ? ": reached" : ": not reached");
    }

    private static String soon(Figure figure) {
        return "p99 under 50 ms" + (figure.latency(99) < SOON_MILLIS ? ": reached" : ": not reached");
    }

    /** @param named as the table says {@code least} */
    private String part(Figure figure, String named, double least) {
        String goal = named + " of the empty endpoint";
        return of(Row.EMPTY, EMPTY).filter(Figure::toolLimits).isPresent()
                ? goal + ": not known, the load tool could do no more"
                : verdict(goal, ratio(figure, of(Row.EMPTY, EMPTY)), least);
    }

    private static String joined(String one, String other) {
        return one.isEmpty() || other.isEmpty() ? one + other : one + "; " + other;
    }
}
