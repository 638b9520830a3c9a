package org.safereturn.identity;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.ResourceLoader;
import org.springframework.http.MediaType;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.authentication.JwtClientAssertionAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.oidc.web.authentication.OidcLogoutAuthenticationSuccessHandler;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.authentication.logout.CompositeLogoutHandler;
import org.springframework.security.web.authentication.logout.SecurityContextLogoutHandler;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.util.matcher.MediaTypeRequestMatcher;

/** Protocols, clients and claims. */
@Configuration(proxyBeanMethods = false)
class ProviderConfiguration {

    private static final Duration CODE_LIFE = Duration.ofMinutes(2);

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> deadlines() {
        return factory -> factory.setProtocol(DeadlinedHttp.class.getName());
    }

    @Bean
    @Order(1)
    SecurityFilterChain protocols(HttpSecurity http, IdentityProperties properties, SystemAssertions assertions,
            BackChannelLogout everywhere) {
        OAuth2AuthorizationServerConfigurer server = new OAuth2AuthorizationServerConfigurer();
        http.securityMatcher(server.getEndpointsMatcher())
                .with(server, provider -> provider
                        .oidc(oidc -> oidc.logoutEndpoint(logout -> logout.logoutResponseHandler(ending(everywhere))))
                        .clientAuthentication(clients -> clients.authenticationProviders(known -> known.stream()
                                .filter(JwtClientAssertionAuthenticationProvider.class::isInstance)
                                .map(JwtClientAssertionAuthenticationProvider.class::cast)
                                .forEach(jwt -> jwt.setJwtDecoderFactory(assertions)))))
                .authorizeHttpRequests(paths -> paths.anyRequest().authenticated())
                .exceptionHandling(handling -> handling.defaultAuthenticationEntryPointFor(
                        new LoginUrlAuthenticationEntryPoint(LoginPage.PATH),
                        new MediaTypeRequestMatcher(MediaType.TEXT_HTML)));
        return harden(http, properties).build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain pages(HttpSecurity http, IdentityProperties properties, BackChannelLogout everywhere) {
        http.authorizeHttpRequests(paths -> paths
                        .requestMatchers("/actuator/health", "/actuator/health/**", LoginPage.PATH, "/login.css", "/error")
                        .permitAll()
                        .anyRequest().authenticated())
                .formLogin(form -> form.loginPage(LoginPage.PATH))
                .logout(logout -> logout.addLogoutHandler(everywhere));
        return harden(http, properties).build();
    }

    private static OidcLogoutAuthenticationSuccessHandler ending(BackChannelLogout everywhere) {
        OidcLogoutAuthenticationSuccessHandler handler = new OidcLogoutAuthenticationSuccessHandler();
        handler.setLogoutHandler(new CompositeLogoutHandler(everywhere, new SecurityContextLogoutHandler()));
        return handler;
    }

    private static HttpSecurity harden(HttpSecurity http, IdentityProperties properties) {
        // Browsers apply form-action to the whole chain of redirects after the form, down to the client's address.
        String policy = "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'; "
                + "form-action 'self' http://127.0.0.1:* " + properties.pages().stream()
                        .map(page -> page.address().toString()).collect(Collectors.joining(" "));
        return http.headers(headers -> headers
                .contentSecurityPolicy(csp -> csp.policyDirectives(policy))
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER)));
    }

    @Bean
    AuthorizationServerSettings settings(IdentityProperties properties) {
        return AuthorizationServerSettings.builder().issuer(properties.issuer().toString()).build();
    }

    @Bean
    JWKSource<SecurityContext> keys(IdentityProperties properties) throws IOException {
        return new ImmutableJWKSet<>(new JWKSet(SigningKey.in(properties.data())));
    }

    @Bean
    BackChannelLogout everywhere(IdentityProperties properties, JWKSource<SecurityContext> keys) {
        return new BackChannelLogout(properties.issuer(), properties.pages().stream().collect(Collectors.toUnmodifiableMap(
                IdentityProperties.Page::client, IdentityProperties.Page::inside)), new NimbusJwtEncoder(keys),
                Clock.systemUTC(), () -> UUID.randomUUID().toString());
    }

    @Bean
    SystemAssertions assertions(IdentityProperties properties, ResourceLoader resources) {
        return new SystemAssertions(properties.systems(), resources, Clock.systemUTC());
    }

    @Bean
    UserDetailsService officers(IdentityProperties properties) {
        Map<String, IdentityProperties.Officer> officers = properties.officers().stream()
                .collect(Collectors.toUnmodifiableMap(IdentityProperties.Officer::name, Function.identity()));
        return name -> Optional.ofNullable(officers.get(name))
                .map(SignedInOfficer::new)
                .orElseThrow(() -> new UsernameNotFoundException("unknown"));
    }

    @Bean
    RegisteredClientRepository clients(IdentityProperties properties) {
        List<RegisteredClient> clients = new ArrayList<>();
        for (IdentityProperties.MinistrySystem system : properties.systems()) {
            clients.add(client(system.client(), properties)
                    .clientAuthenticationMethod(ClientAuthenticationMethod.PRIVATE_KEY_JWT)
                    .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                    .build());
        }
        // On the loopback any port is accepted (RFC 8252).
        clients.add(client("safereturn-cli", properties)
                .clientAuthenticationMethod(ClientAuthenticationMethod.NONE)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .redirectUri("http://127.0.0.1/callback")
                .scope(OidcScopes.OPENID)
                .build());
        for (IdentityProperties.Page page : properties.pages()) {
            clients.add(client(page.client(), properties)
                    .clientSecret(page.secret())
                    .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                    .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                    .redirectUri(page.address() + "/login/oauth2/code/safereturn")
                    .postLogoutRedirectUri(page.address() + "/signed-out")
                    .scope(OidcScopes.OPENID)
                    .build());
        }
        return new InMemoryRegisteredClientRepository(clients);
    }

    private static RegisteredClient.Builder client(String id, IdentityProperties properties) {
        return RegisteredClient.withId(id)
                .clientId(id)
                .clientSettings(ClientSettings.builder()
                        .requireProofKey(true)
                        .requireAuthorizationConsent(false)
                        .tokenEndpointAuthenticationSigningAlgorithm(SystemAssertions.ALGORITHM)
                        .build())
                .tokenSettings(TokenSettings.builder()
                        .accessTokenTimeToLive(properties.tokenLife())
                        .authorizationCodeTimeToLive(CODE_LIFE)
                        .idTokenSignatureAlgorithm(SignatureAlgorithm.RS256)
                        .build());
    }

    /** Who acts, in what role, for which unit of which ministry; and that the token is for the services. */
    @Bean
    OAuth2TokenCustomizer<JwtEncodingContext> claims(IdentityProperties properties, BackChannelLogout everywhere) {
        Map<String, IdentityProperties.MinistrySystem> systems = properties.systems().stream()
                .collect(Collectors.toUnmodifiableMap(IdentityProperties.MinistrySystem::client, Function.identity()));
        return token -> {
            boolean access = OAuth2TokenType.ACCESS_TOKEN.equals(token.getTokenType());
            if (!access && !OidcParameterNames.ID_TOKEN.equals(token.getTokenType().getValue())) {
                return;
            }
            if (access) {
                token.getClaims().audience(List.of(properties.audience()));
            } else {
                token.getClaims().claims(claims -> everywhere.signedIn(claims, token.getRegisteredClient().getClientId()));
            }
            IdentityProperties.MinistrySystem system = systems.get(token.getRegisteredClient().getClientId());
            if (token.getPrincipal().getPrincipal() instanceof SignedInOfficer officer) {
                actor(token, officer.role(), officer.unit(), officer.ministry());
            } else if (system != null) {
                actor(token, IdentityProperties.MinistrySystem.ROLE, system.unit(), system.ministry());
            }
        };
    }

    private static void actor(JwtEncodingContext token, String role, String unit, String ministry) {
        token.getClaims().claim("role", role).claim("unit", unit).claim("ministry", ministry);
    }
}
