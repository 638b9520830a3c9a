package org.safereturn.messaging.sealing;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.text.ParseException;
import java.util.HexFormat;

import javax.crypto.KeyAgreement;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEDecrypter;
import com.nimbusds.jose.JWEEncrypter;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.X25519Decrypter;
import com.nimbusds.jose.crypto.X25519Encrypter;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.gen.OctetKeyPairGenerator;
import com.nimbusds.jose.util.Base64URL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class X25519Test {

    private static final int ROUNDS = 50;

    /** RFC 7748, 5.2, the first two: scalar, u, result; the second u has its highest bit set. */
    @ParameterizedTest
    @CsvSource({
        "a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4,"
                + "e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c,"
                + "c3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4075577a28552",
        "4b66e9d4d1b4673c5ad22691957d6af5c11b6421e0ea01d42ca4169e7918ba0d,"
                + "e5210f12786811d3f4b7959d0538ae2c31dbe7106fc03c3efc4cd549c715a493,"
                + "95cbde9476e8907d7aade45cb4b873f88b595a68799fa152e6f8f7647aac7957"})
    void agrees_as_the_standard_says(String scalar, String u, String result) throws GeneralSecurityException {
        OctetKeyPair own = new OctetKeyPair.Builder(Curve.X25519, encoded(u)).d(encoded(scalar)).build();
        OctetKeyPair peer = new OctetKeyPair.Builder(Curve.X25519, encoded(u)).build();

        assertThat(X25519.agree(X25519.privateKey(own), X25519.publicKey(peer)).getEncoded()).asHexString()
                .isEqualToIgnoringCase(result);
    }

    @Test
    void the_jdk_agrees_on_the_same_secret_with_every_fresh_pair() throws GeneralSecurityException, JOSEException {
        for (int round = 0; round < ROUNDS; round++) {
            OctetKeyPair own = new OctetKeyPairGenerator(Curve.X25519).generate();
            KeyPair fresh = X25519.generate();
            KeyAgreement jdk = KeyAgreement.getInstance("XDH", "SunEC");
            KeyFactory keys = KeyFactory.getInstance("XDH", "SunEC");
            jdk.init(keys.generatePrivate(new PKCS8EncodedKeySpec(X25519.privateKey(own).getEncoded())));
            jdk.doPhase(keys.generatePublic(new X509EncodedKeySpec(
                    X25519.publicKey(X25519.published(fresh.getPublic())).getEncoded())), true);

            assertThat(X25519.agree(fresh.getPrivate(), X25519.publicKey(own)).getEncoded()).isEqualTo(jdk.generateSecret());
        }
    }

    @Test
    void the_library_of_jose_opens_what_was_wrapped_and_the_other_way_round() throws Exception {
        OctetKeyPair recipient = new OctetKeyPairGenerator(Curve.X25519).generate();
        assertThat(opened(wrapped(new X25519Envelope.For(recipient.toPublicJWK())), new X25519Decrypter(recipient)))
                .isEqualTo("content");
        assertThat(opened(wrapped(new X25519Encrypter(recipient.toPublicJWK())),
                new X25519Envelope.Of(X25519.privateKey(recipient)))).isEqualTo("content");
    }

    /** The neutral element, one, and a point of order eight. */
    @ParameterizedTest
    @ValueSource(strings = {"0000000000000000000000000000000000000000000000000000000000000000",
        "0100000000000000000000000000000000000000000000000000000000000000",
        "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800"})
    void a_key_with_which_everybody_shares_the_same_secret_is_refused(String u) throws GeneralSecurityException, JOSEException {
        OctetKeyPair own = new OctetKeyPairGenerator(Curve.X25519).generate();
        OctetKeyPair peer = new OctetKeyPair.Builder(Curve.X25519, encoded(u)).build();

        assertThatThrownBy(() -> X25519.agree(X25519.privateKey(own), X25519.publicKey(peer)))
                .isInstanceOf(GeneralSecurityException.class);
    }

    @Test
    void a_key_of_another_length_is_refused() {
        OctetKeyPair shortKey = new OctetKeyPair.Builder(Curve.X25519, Base64URL.encode(new byte[31])).build();

        assertThatThrownBy(() -> X25519.publicKey(shortKey)).isInstanceOf(GeneralSecurityException.class);
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
    void the_native_library_works_where_it_should() {
        assertThat(X25519.provider().getName()).isEqualTo("Conscrypt");
    }

    private static String wrapped(JWEEncrypter encrypter) throws JOSEException {
        JWEObject jwe = new JWEObject(new JWEHeader(JWEAlgorithm.ECDH_ES_A256KW, EncryptionMethod.A256GCM), new Payload("content"));
        jwe.encrypt(encrypter);
        return jwe.serialize();
    }

    private static String opened(String wrapped, JWEDecrypter decrypter) throws JOSEException, ParseException {
        JWEObject jwe = JWEObject.parse(wrapped);
        jwe.decrypt(decrypter);
        return jwe.getPayload().toString();
    }

    private static Base64URL encoded(String hex) {
        return Base64URL.encode(HexFormat.of().parseHex(hex));
    }
}
