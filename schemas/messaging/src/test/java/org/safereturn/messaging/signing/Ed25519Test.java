package org.safereturn.messaging.signing;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.HexFormat;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import com.nimbusds.jose.JOSEException;
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

class Ed25519Test {

    private static final byte[] CONTENT = "content".getBytes(StandardCharsets.UTF_8);

    /** RFC 8032, 7.1, tests 1 to 3: private key, public key, message, signature. */
    @ParameterizedTest
    @CsvSource({
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60,"
                + "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a,'',"
                + "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b"
                + "d25bf5f0595bbe24655141438e7a100b",
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb,"
                + "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c,72,"
                + "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c"
                + "387b2eaeb4302aeeb00d291612bb0c00",
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7,"
                + "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025,af82,"
                + "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc659"
                + "4a7c15e9716ed28dc027beceea1ec40a"})
    void signs_and_checks_as_the_standard_says(String secret, String publicKey, String message, String signature)
            throws GeneralSecurityException {
        OctetKeyPair key = new OctetKeyPair.Builder(Curve.Ed25519, encoded(publicKey)).d(encoded(secret)).build();
        byte[] content = HexFormat.of().parseHex(message);

        byte[] signed = Ed25519.sign(Ed25519.privateKey(key), content);

        assertThat(signed).asHexString().isEqualToIgnoringCase(signature);
        assertThat(Ed25519.verify(Ed25519.publicKey(key), content, signed)).isTrue();
    }

    @Test
    void the_jdk_accepts_what_was_signed() throws GeneralSecurityException, JOSEException {
        OctetKeyPair key = new OctetKeyPairGenerator(Curve.Ed25519).generate();
        Signature jdk = Signature.getInstance("Ed25519", "SunEC");
        jdk.initVerify(Ed25519.publicKey(key));
        jdk.update(CONTENT);

        assertThat(jdk.verify(Ed25519.sign(Ed25519.privateKey(key), CONTENT))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 63, 65, 128})
    void a_signature_of_another_length_is_none(int length) throws GeneralSecurityException, JOSEException {
        OctetKeyPair key = new OctetKeyPairGenerator(Curve.Ed25519).generate();

        assertThat(Ed25519.verify(Ed25519.publicKey(key), CONTENT, new byte[length])).isFalse();
    }

    @Test
    void a_key_of_another_length_is_refused() {
        OctetKeyPair shortKey = new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(new byte[31])).build();

        assertThatThrownBy(() -> Ed25519.publicKey(shortKey)).isInstanceOf(GeneralSecurityException.class);
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
    void the_native_library_works_where_it_should() {
        assertThat(AmazonCorrettoCryptoProvider.INSTANCE.getLoadingError()).isNull();
    }

    private static Base64URL encoded(String hex) {
        return Base64URL.encode(HexFormat.of().parseHex(hex));
    }
}
