package org.safereturn.pages.session;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.oidc.authentication.logout.OidcLogoutToken;
import org.springframework.security.oauth2.client.oidc.server.session.InMemoryReactiveOidcSessionRegistry;
import org.springframework.security.oauth2.client.oidc.server.session.ReactiveOidcSessionRegistry;
import org.springframework.security.oauth2.client.oidc.session.OidcSessionInformation;
import org.springframework.security.web.server.WebFilterExchange;
import org.springframework.security.web.server.authentication.logout.ServerLogoutHandler;
import org.springframework.web.server.session.WebSessionStore;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Which sessions of a page belong to which sign-in at the identity provider, and the end of them when the provider says so
 * (OpenID Connect Back-Channel Logout 1.0). Who signs out of one page is so signed out of all of them. Remembers the latest
 * only: a session that is older than all of these lasts until it expires.
 */
public final class ProviderSessions implements ReactiveOidcSessionRegistry, ServerLogoutHandler {

    private final ReactiveOidcSessionRegistry sessions = new InMemoryReactiveOidcSessionRegistry();
    private final Deque<String> latest = new ArrayDeque<>();
    private final int most;
    private final WebSessionStore store;
    private final Consumer<String> ended;

    /**
     * Knows of no session yet.
     *
     * @param most sessions to remember
     * @param store where the page keeps its sessions
     * @param ended is told the id of each session that the provider has ended
     */
    public ProviderSessions(int most, WebSessionStore store, Consumer<String> ended) {
        this.most = most;
        this.store = store;
        this.ended = ended;
    }

    @Override
    public Mono<Void> saveSessionInformation(OidcSessionInformation session) {
        return Flux.fromIterable(remember(session.getSessionId())).flatMap(sessions::removeSessionInformation).then()
                .then(Mono.defer(() -> sessions.saveSessionInformation(session)));
    }

    /** Those that are forgotten for it. */
    private List<String> remember(String session) {
        List<String> forgotten = new ArrayList<>();
        synchronized (latest) {
            latest.addLast(session);
            while (latest.size() > most) {
                forgotten.add(latest.removeFirst());
            }
        }
        return forgotten;
    }

    @Override
    public Mono<OidcSessionInformation> removeSessionInformation(String session) {
        synchronized (latest) {
            latest.remove(session);
        }
        return sessions.removeSessionInformation(session);
    }

    @Override
    public Flux<OidcSessionInformation> removeSessionInformation(OidcLogoutToken token) {
        return sessions.removeSessionInformation(token);
    }

    /** Ends what the provider's token names; the framework has checked it. */
    @Override
    public Mono<Void> logout(WebFilterExchange exchange, Authentication authentication) {
        return authentication.getPrincipal() instanceof OidcLogoutToken token
                ? removeSessionInformation(token).map(OidcSessionInformation::getSessionId)
                        .flatMap(session -> store.removeSession(session).then(Mono.fromRunnable(() -> ended.accept(session))))
                        .then()
                : Mono.empty();
    }
}
