package dev.gatehouse.oauth.page;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Authorization details as they are shown: their types are those of APIs, and have no words of their own. */
final class DetailText {
    private static final String TYPE = "type";
    /** What null of JSON reads as. */
    private static final String NOTHING = "–";

    private DetailText() {}

    static List<String> of(List<Map<String, Object>> details, OAuthTexts texts) {
        return details.stream().map(each -> of(each, texts)).toList();
    }

    private static String of(Map<String, Object> detail, OAuthTexts texts) {
        String type = String.valueOf(detail.get(TYPE));
        String members = detail.entrySet().stream()
                .filter(member -> !member.getKey().equals(TYPE))
                .map(member -> member.getKey() + " " + text(member.getValue()))
                .collect(Collectors.joining("; "));
        return members.isEmpty() ? texts.scopeOther(type) : texts.detail(type, members);
    }

    private static String text(@Nullable Object value) {
        return switch (value) {
            case null -> NOTHING;
            case List<?> list -> list.stream().map(DetailText::text).collect(Collectors.joining(", "));
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .map(member -> member.getKey() + " " + text(member.getValue()))
                        .collect(Collectors.joining(", "));
            default -> value.toString();
        };
    }
}
