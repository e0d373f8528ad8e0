package dev.gatehouse.token.status;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.restassured.path.json.JsonPath;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.util.Base64;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.zip.InflaterInputStream;

/** A status list as a verifier reads it that knows the specification, and nothing of ours. */
record FetchedList(JWTClaimsSet claims, byte[] bytes) {
    /** Where a token says that its status is told. */
    record Place(int index, String uri) {
        static Place of(String jwt) throws Exception {
            JsonPath token = JsonPath.from(SignedJWT.parse(jwt).getPayload().toString());
            return new Place(token.getInt("status.status_list.idx"), token.getString("status.status_list.uri"));
        }

        FetchedList fetch() throws Exception {
            return FetchedList.fetch(uri);
        }

        boolean revoked() throws Exception {
            return fetch().bit(index);
        }
    }

    static FetchedList fetch(String uri) throws Exception {
        String token = given().accept("application/statuslist+jwt")
                .get(URI.create(uri).getPath())
                .then()
                .statusCode(200)
                .contentType("application/statuslist+jwt")
                .extract()
                .asString();
        SignedJWT jwt = SignedJWT.parse(token);
        assertEquals("statuslist+jwt", jwt.getHeader().getType().getType());
        var keys = JWKSet.parse(given().get("/.well-known/jwks.json").asString());
        assertTrue(jwt.verify(
                new ECDSAVerifier(keys.getKeyByKeyId(jwt.getHeader().getKeyID()).toECKey())));
        JWTClaimsSet claims = jwt.getJWTClaimsSet();
        assertEquals(uri, claims.getSubject());
        JsonPath list = JsonPath.from(jwt.getPayload().toString());
        assertEquals(1, list.getInt("status_list.bits"));
        return new FetchedList(claims, inflated(list.getString("status_list.lst")));
    }

    static byte[] inflated(String lst) throws IOException {
        return new InflaterInputStream(
                        new ByteArrayInputStream(Base64.getUrlDecoder().decode(lst)))
                .readAllBytes();
    }

    /** Section 4.1: from the least significant bit of the first byte on. */
    boolean bit(int index) {
        return (bytes[index / 8] >> (index % 8) & 1) == 1;
    }

    /** The indices whose bits are 1. */
    TreeSet<Integer> ones() {
        var ones = new TreeSet<Integer>();
        IntStream.range(0, bytes.length * 8).filter(this::bit).forEach(ones::add);
        return ones;
    }
}
