package dev.gatehouse.bench.result;

import java.util.Locale;
import java.util.OptionalDouble;

/** Numbers as they are shown: three digits, which is more than a benchmark is good for. */
public final class Numbers {
    /** Where there is no number. */
    public static final String NONE = "–";

    private Numbers() {}

    public static String shown(double number) {
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            return NONE;
        }
        double size = Math.abs(number);
        int decimals = size == 0 || size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
        // From a thousand on, too, only the first three digits count.
        double unit = size >= 1000 ? Math.pow(10, Math.floor(Math.log10(size)) - 2) : 1;
        double rounded = unit == 1 ? number : Math.rint(number / unit) * unit;
        return String.format(Locale.ROOT, "%,." + decimals + "f", rounded);
    }

    public static String shown(OptionalDouble number) {
        return number.isPresent() ? shown(number.getAsDouble()) : NONE;
    }
}
