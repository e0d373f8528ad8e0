package dev.gatehouse.oauth.texts;

import dev.gatehouse.common.language.Language;
import dev.gatehouse.common.scope.Scope;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The texts in PostgreSQL. Every method blocks and is its own transaction. */
@ApplicationScoped
@Transactional
public class ScopeTextStore {
    private final EntityManager entities;

    ScopeTextStore(EntityManager entities) {
        this.entities = entities;
    }

    /** @param texts by language */
    @RegisterForReflection
    public record ScopeText(String scope, Map<String, String> texts) {}

    /** What there is for the tokens of {@code scope} in that language. */
    public Map<String, String> of(Scope scope, Language language) {
        List<?> rows = entities.createNativeQuery("""
                        select scope, text from oauth.scope_texts
                        where language = ?1 and scope = any(string_to_array(?2, ' '))
                        """, Object[].class)
                .setParameter(1, language.tag())
                .setParameter(2, scope.toString())
                .getResultList();
        var texts = new HashMap<String, String>();
        rows.stream().map(Object[].class::cast).forEach(row -> texts.put((String) row[0], (String) row[1]));
        return texts;
    }

    /** All, by their scopes. */
    List<ScopeText> all() {
        List<?> rows = entities.createNativeQuery(
                        "select scope, language, text from oauth.scope_texts order by scope, language", Object[].class)
                .getResultList();
        var all = new TreeMap<String, Map<String, String>>();
        rows.stream()
                .map(Object[].class::cast)
                .forEach(row -> all.computeIfAbsent((String) row[0], scope -> new TreeMap<>())
                        .put((String) row[1], (String) row[2]));
        var texts = new ArrayList<ScopeText>();
        all.forEach((scope, byLanguage) -> texts.add(new ScopeText(scope, byLanguage)));
        return texts;
    }

    /** Puts each in place of the one before. */
    void put(ScopeText text) {
        text.texts()
                .forEach((language, words) -> entities.createNativeQuery("""
                        insert into oauth.scope_texts (scope, language, text) values (?1, ?2, ?3)
                        on conflict (scope, language) do update set text = excluded.text, updated_at = now()
                        """)
                        .setParameter(1, text.scope())
                        .setParameter(2, language)
                        .setParameter(3, words)
                        .executeUpdate());
    }

    /** False where there was none. */
    boolean remove(String scope) {
        return entities.createNativeQuery("delete from oauth.scope_texts where scope = ?1")
                        .setParameter(1, scope)
                        .executeUpdate()
                > 0;
    }
}
