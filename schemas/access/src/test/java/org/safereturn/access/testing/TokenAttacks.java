package org.safereturn.access.testing;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import org.safereturn.access.identity.Actor;
import org.safereturn.access.identity.Role;

/** Tokens that no service may accept, and why. */
public final class TokenAttacks {

    private static final RSAKey STRANGER = Tokens.key(Tokens.KEY.getKeyID());
    private static final RSAKey OTHER = Tokens.key("other");
    private static final String KNOWN = Tokens.KEY.getKeyID();

    private TokenAttacks() {}

    /**
     * An attack.
     *
     * @param name what is wrong with the token
     * @param token the token
     */
    public record Attack(String name, String token) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** Every attack on behalf of this actor, whose good token would be accepted. */
    public static List<Attack> on(Actor actor) {
        try {
            return attacks(actor);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Attack> attacks(Actor actor) throws JOSEException {
        String[] good = Tokens.of(actor).split("\\.", -1);
        String[] administrator = Tokens.of(Role.ADMINISTRATOR, actor.ministry()).split("\\.", -1);
        JWTClaimsSet claims = Tokens.claims(actor).build();
        return List.of(
                new Attack("not a token", "abc"),
                new Attack("alg none", new PlainJWT(claims).serialize()),
                new Attack("alg none, signature kept",
                        base64("{\"alg\":\"none\",\"kid\":\"" + KNOWN + "\"}") + "." + good[1] + "." + good[2]),
                new Attack("alg nOnE", base64("{\"alg\":\"nOnE\",\"kid\":\"" + KNOWN + "\"}") + "." + good[1] + "."),
                new Attack("no alg", base64("{\"kid\":\"" + KNOWN + "\"}") + "." + good[1] + "." + good[2]),
                new Attack("no signature", good[0] + "." + good[1] + "."),
                new Attack("a fourth part", String.join(".", good) + "." + good[2]),
                new Attack("claims changed", good[0] + "."
                        + base64(Tokens.claims(Tokens.actor(Role.ADMINISTRATOR, actor.ministry())).build().toString())
                        + "." + good[2]),
                new Attack("signature of another token", good[0] + "." + good[1] + "." + administrator[2]),
                new Attack("a stranger's key under a known id", Tokens.sign(STRANGER, claims)),
                new Attack("unknown key id", Tokens.sign(OTHER, claims)),
                new Attack("no key id", signed(new JWSHeader(JWSAlgorithm.RS256), claims)),
                new Attack("a path as key id", signed(header("../../../../dev/null").build(), claims)),
                new Attack("a query as key id", signed(header("' OR '1'='1").build(), claims)),
                new Attack("another RSA algorithm",
                        signed(new JWSHeader.Builder(JWSAlgorithm.RS512).keyID(KNOWN).build(), claims)),
                new Attack("RSA with another padding",
                        signed(new JWSHeader.Builder(JWSAlgorithm.PS256).keyID(KNOWN).build(), claims)),
                new Attack("an elliptic curve under a known id", signed(
                        new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(KNOWN).build(), claims,
                        new ECDSASigner(new ECKeyGenerator(Curve.P_256).generate()))),
                new Attack("public key as HMAC secret", hmac(claims, Tokens.KEY.toRSAPublicKey().getEncoded())),
                new Attack("published key text as HMAC secret", hmac(claims,
                        Tokens.KEY.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8))),
                new Attack("key in the header", signed(
                        header("stranger").jwk(STRANGER.toPublicJWK()).build(), claims, new RSASSASigner(STRANGER))),
                new Attack("key in the header under a known id", signed(
                        header(KNOWN).jwk(STRANGER.toPublicJWK()).build(), claims, new RSASSASigner(STRANGER))),
                new Attack("address of the key in the header", signed(
                        header(KNOWN).jwkURL(URI.create(Tokens.publish(STRANGER))).build(), claims,
                        new RSASSASigner(STRANGER))),
                new Attack("address of a certificate in the header", signed(
                        header(KNOWN).x509CertURL(URI.create("http://127.0.0.1:9/chain.pem")).build(), claims,
                        new RSASSASigner(STRANGER))),
                new Attack("unknown critical header",
                        signed(header(KNOWN).criticalParams(Set.of("x")).customParam("x", "y").build(), claims)),
                new Attack("another type of token",
                        signed(header(KNOWN).type(new JOSEObjectType("logout+jwt")).build(), claims)),
                spoilt("expired", actor, Map.of("exp", in(Duration.ofMinutes(-5)))),
                spoilt("not yet valid", actor, Map.of("nbf", in(Duration.ofMinutes(5)))),
                new Attack("no expiry", Tokens.sign(Tokens.KEY, Tokens.claims(actor).expirationTime(null).build())),
                spoilt("valid for ten years", actor, Map.of("exp", in(Duration.ofDays(3650)))),
                spoilt("issued in ten years", actor, Map.of("iat", in(Duration.ofDays(3650)),
                        "exp", in(Duration.ofDays(3650).plusMinutes(10)), "nbf", in(Duration.ZERO))),
                new Attack("no time of issue", Tokens.sign(Tokens.KEY, Tokens.claims(actor).issueTime(null).build())),
                spoilt("expiry as a text", actor, Map.of("exp", "tomorrow")),
                spoilt("another issuer", actor, Map.of("iss", "http://identity.invalid/")),
                new Attack("no issuer", Tokens.sign(Tokens.KEY, Tokens.claims(actor).issuer(null).build())),
                spoilt("another audience", actor, Map.of("aud", "monitoring-page")),
                new Attack("no audience",
                        Tokens.sign(Tokens.KEY, Tokens.claims(actor).audience((String) null).build())),
                spoilt("unknown role", actor, Map.of("role", "KING")),
                spoilt("several roles", actor, Map.of("role", List.of("SUPERVISOR"))),
                spoilt("a query as role", actor, Map.of("role", Map.of("$gt", ""))),
                spoilt("no unit", actor, Map.of("unit", "")),
                spoilt("odd ministry", actor, Map.of("ministry", "kh")),
                spoilt("markup as subject", actor, Map.of("sub", "<b>1</b>")),
                spoilt("a second line as subject", actor, Map.of("sub", "kh-1\nERROR forged")));
    }

    private static JWSHeader.Builder header(String kid) {
        return new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(kid);
    }

    private static Attack spoilt(String name, Actor actor, Map<String, Object> claims) {
        JWTClaimsSet.Builder builder = Tokens.claims(actor);
        claims.forEach(builder::claim);
        return new Attack(name, Tokens.sign(Tokens.KEY, builder.build()));
    }

    private static String signed(JWSHeader header, JWTClaimsSet claims) throws JOSEException {
        return signed(header, claims, new RSASSASigner(Tokens.KEY));
    }

    private static String signed(JWSHeader header, JWTClaimsSet claims, JWSSigner signer) throws JOSEException {
        SignedJWT token = new SignedJWT(header, claims);
        token.sign(signer);
        return token.serialize();
    }

    private static String hmac(JWTClaimsSet claims, byte[] secret) throws JOSEException {
        return signed(new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(KNOWN).build(), claims, new MACSigner(secret));
    }

    private static Date in(Duration time) {
        return Date.from(Instant.now().plus(time));
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
