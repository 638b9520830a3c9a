package org.safereturn.identity;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What the provider knows.
 *
 * @param issuer its own address as the services write it
 * @param audience what access tokens are good for
 * @param data folder of the signing key
 * @param tokenLife how long an access token is good, 10 to 60 minutes
 * @param pages that officers sign in to
 * @param systems the ministries' systems
 * @param officers the made-up officers
 */
@ConfigurationProperties("safereturn.identity")
record IdentityProperties(
        URI issuer,
        String audience,
        Path data,
        Duration tokenLife,
        List<Page> pages,
        List<MinistrySystem> systems,
        List<Officer> officers) {

    private static final Duration SHORTEST = Duration.ofMinutes(10);
    private static final Duration LONGEST = Duration.ofMinutes(60);

    IdentityProperties {
        if (tokenLife.compareTo(SHORTEST) < 0 || tokenLife.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("safereturn.identity.token-life must be 10 to 60 minutes");
        }
        pages = List.copyOf(pages);
        systems = List.copyOf(systems);
        officers = List.copyOf(officers);
    }

    /**
     * A page that officers sign in to with a browser.
     *
     * @param client client id
     * @param address of the page for browsers
     * @param inside address of the page for this provider, which tells it there of a sign-out
     * @param secret the client secret, with the encoder's id in braces
     */
    record Page(String client, URI address, URI inside, String secret) {

        @Override
        public String toString() {
            return client;
        }
    }

    /**
     * A ministry's system, signed in by client credentials with an assertion that it signs itself.
     *
     * @param client client id, also the subject of its tokens
     * @param jwks where its ministry publishes its public keys: {@code https:}, {@code http:}, {@code file:} or
     *     {@code classpath:}
     * @param unit code of the unit that answers for it
     * @param ministry country code
     */
    record MinistrySystem(String client, URI jwks, String unit, String ministry) {

        /** The role of every ministry system. */
        static final String ROLE = "MINISTRY_SYSTEM";

        @Override
        public String toString() {
            return client;
        }
    }

    /**
     * A made-up officer.
     *
     * @param name the reference, also the user name
     * @param password with the encoder's id in braces
     * @param role one of the roles of the access module
     * @param unit unit code
     * @param ministry country code or JOINT
     */
    record Officer(String name, String password, String role, String unit, String ministry) {

        @Override
        public String toString() {
            return name;
        }
    }
}
