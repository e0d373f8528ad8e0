package dev.gatehouse.common.problem;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What an Accept header asks for (RFC 9110, section 12.5.1); pure. */
public final class AcceptHeader {
    private static final int LONGEST = 1024;

    private AcceptHeader() {}

    /**
     * Whether it would rather have HTML than JSON, as that of a browser which opens an address. A program that takes
     * anything, or says nothing that can be read, has JSON.
     */
    public static boolean prefersHtml(@Nullable String header) {
        if (header == null || header.length() > LONGEST) {
            return false;
        }
        double json = Math.max(quality(header, "application", "json"), quality(header, "application", "problem+json"));
        return quality(header, "text", "html") > json;
    }

    /** The most particular of the ranges that fit counts. */
    private static double quality(String header, String type, String subtype) {
        int best = 0;
        double quality = 0;
        for (String range : header.toLowerCase(Locale.ROOT).split(",", -1)) {
            String[] parts = range.split(";", -1);
            int fit = fit(parts[0].strip(), type, subtype);
            if (fit > best) {
                best = fit;
                quality = weight(parts);
            }
        }
        return quality;
    }

    private static int fit(String range, String type, String subtype) {
        if (range.equals(type + "/" + subtype)) {
            return 3;
        }
        return range.equals(type + "/*") ? 2 : range.equals("*/*") ? 1 : 0;
    }

    private static double weight(String[] parts) {
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].strip();
            if (parameter.startsWith("q=")) {
                try {
                    return Math.clamp(Double.parseDouble(parameter.substring(2)), 0.0, 1.0);
                } catch (NumberFormatException e) {
                    return 0;
                }
            }
        }
        return 1;
    }
}
