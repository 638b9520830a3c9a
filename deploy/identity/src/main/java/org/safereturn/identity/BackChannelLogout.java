package org.safereturn.identity;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.web.authentication.logout.LogoutHandler;

/**
 * Tells each page that a session signed in to when the session has ended (OpenID Connect Back-Channel Logout 1.0), once and
 * without waiting for the answer. A page that is away then keeps its own session until it expires.
 */
final class BackChannelLogout implements LogoutHandler {

    /** Where a page listens, below its address. */
    static final String PATH = "/logout/connect/back-channel/safereturn";

    private static final Logger LOG = LoggerFactory.getLogger(BackChannelLogout.class);
    private static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";
    private static final String SESSION = "sid";
    private static final Duration TOKEN_LIFE = Duration.ofMinutes(2);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int MOST_SESSIONS = 10_000;

    /** Who signed in to which pages in one session. */
    private record SignedIn(String subject, Set<String> clients) {
    }

    private final URI issuer;
    private final Map<String, URI> pages;
    private final JwtEncoder tokens;
    private final Clock clock;
    private final Supplier<String> ids;
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final Map<String, SignedIn> sessions = new LinkedHashMap<>();

    /**
     * Nobody has signed in yet.
     *
     * @param pages addresses by client id
     */
    BackChannelLogout(URI issuer, Map<String, URI> pages, JwtEncoder tokens, Clock clock, Supplier<String> ids) {
        this.issuer = issuer;
        this.pages = pages;
        this.tokens = tokens;
        this.clock = clock;
        this.ids = ids;
    }

    /** Remembers that a page got an ID token with these claims; the oldest session is forgotten when there are too many. */
    void signedIn(Map<String, Object> claims, String client) {
        if (pages.containsKey(client) && claims.get(SESSION) instanceof String session && claims.get("sub") instanceof String subject) {
            synchronized (sessions) {
                sessions.computeIfAbsent(session, _ -> new SignedIn(subject, new TreeSet<>())).clients().add(client);
                if (sessions.size() > MOST_SESSIONS) {
                    sessions.remove(sessions.keySet().iterator().next());
                }
            }
        }
    }

    @Override
    public void logout(HttpServletRequest request, HttpServletResponse response, @Nullable Authentication authentication) {
        HttpSession ended = request.getSession(false);
        if (ended != null) {
            String session = hash(ended.getId());
            forget(session).ifPresent(signedIn -> signedIn.clients().forEach(client ->
                    Optional.ofNullable(pages.get(client)).ifPresent(page -> tell(page, client, token(client, session, signedIn.subject())))));
        }
    }

    private Optional<SignedIn> forget(String session) {
        synchronized (sessions) {
            return Optional.ofNullable(sessions.remove(session));
        }
    }

    private void tell(URI page, String client, String token) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(page + PATH)).timeout(PATIENCE)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("logout_token=" + URLEncoder.encode(token, StandardCharsets.UTF_8)))
                .build();
        var _ = http.sendAsync(request, HttpResponse.BodyHandlers.discarding()).whenComplete((answer, failure) -> {
            if (answer == null || answer.statusCode() != 200) {
                LOG.warn("{} was not told of a sign-out: {}", client, answer == null ? "no answer" : answer.statusCode());
            }
        });
    }

    private String token(String client, String session, String subject) {
        Instant now = clock.instant();
        return tokens.encode(JwtEncoderParameters.from(
                JwsHeader.with(SignatureAlgorithm.RS256).type("logout+jwt").build(),
                JwtClaimsSet.builder().issuer(issuer.toString()).subject(subject).audience(List.of(client)).issuedAt(now)
                        .expiresAt(now.plus(TOKEN_LIFE)).id(ids.get()).claim(SESSION, session)
                        .claim("events", Map.of(EVENT, Map.of())).build())).getTokenValue();
    }

    /** How the authorization server writes the id of a session into an ID token. */
    private static String hash(String session) {
        try {
            return Base64.getUrlEncoder().withoutPadding().encodeToString(
                    MessageDigest.getInstance("SHA-256").digest(session.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
