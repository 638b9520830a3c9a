package org.safereturn.pages.session;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.security.oauth2.client.endpoint.OAuth2AuthorizationCodeGrantRequest;
import org.springframework.security.oauth2.client.endpoint.ReactiveOAuth2AccessTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.WebClientReactiveAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.oidc.authentication.ReactiveOidcIdTokenDecoderFactory;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoderFactory;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/** How pages reach their identity provider when somebody signs in. */
public final class ProviderConnections {

    /** Shorter than providers keep a connection: one that the provider is just closing would fail the sign-in. */
    private static final Duration LONGEST_IDLE = Duration.ofSeconds(3);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private ProviderConnections() {
    }

    /** Exchanges the code of a sign-in for tokens. */
    public static ReactiveOAuth2AccessTokenResponseClient<OAuth2AuthorizationCodeGrantRequest> codes() {
        ConnectionProvider connections = ConnectionProvider.builder("provider").maxIdleTime(LONGEST_IDLE).build();
        WebClientReactiveAuthorizationCodeTokenResponseClient codes = new WebClientReactiveAuthorizationCodeTokenResponseClient();
        codes.setWebClient(WebClient.builder().clientConnector(new ReactorClientHttpConnector(
                HttpClient.create(connections).responseTimeout(PATIENCE))).build());
        return codes;
    }

    /** Checks who signed in by the keys of the provider, which are fetched once, and again when a key is not among them. */
    public static ReactiveJwtDecoderFactory<ClientRegistration> identities() {
        ReactiveOidcIdTokenDecoderFactory decoders = new ReactiveOidcIdTokenDecoderFactory();
        Map<String, ReactiveJwtDecoder> known = new ConcurrentHashMap<>();
        return client -> known.computeIfAbsent(client.getRegistrationId(), _ -> decoders.createDecoder(client));
    }
}
