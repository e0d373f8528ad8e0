/** Clients whose id is the address of a document that describes them (draft-ietf-oauth-client-id-metadata-document). */
@NullMarked
package dev.gatehouse.oauth.document;

import org.jspecify.annotations.NullMarked;
