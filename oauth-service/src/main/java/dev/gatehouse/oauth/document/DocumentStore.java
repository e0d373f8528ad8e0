package dev.gatehouse.oauth.document;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;

/** Clients by their documents, in PostgreSQL. Every method blocks and is its own transaction. */
@ApplicationScoped
@Transactional
class DocumentStore {
    private final EntityManager entities;

    DocumentStore(EntityManager entities) {
        this.entities = entities;
    }

    long count() {
        return (Long) entities.createNativeQuery(
                        "select count(*) from oauth.clients where unverified and origin = 'document'", Long.class)
                .getSingleResult();
    }
}
