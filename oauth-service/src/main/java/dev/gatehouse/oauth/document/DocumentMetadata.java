package dev.gatehouse.oauth.document;

import dev.gatehouse.oauth.discovery.Advertised;
import dev.gatehouse.oauth.discovery.Metadata;
import jakarta.inject.Singleton;

/** That the id of a client may be the address of its document (section 5 of the draft). */
@Singleton
class DocumentMetadata implements Advertised {
    private final DocumentConfig config;

    DocumentMetadata(DocumentConfig config) {
        this.config = config;
    }

    @Override
    public void addTo(Metadata metadata) {
        if (config.enabled()) {
            metadata.put("client_id_metadata_document_supported", true);
        }
    }
}
