package org.safereturn.pages.session;

import java.net.URI;
import java.util.Map;

import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;

/**
 * What pages are to their identity provider: a client that signs officers in with a code and a proof key.
 *
 * @param id of the client
 * @param secret of the client; empty where the provider asks for none
 * @param redirect where the provider sends the browser back, a template of Spring Security
 * @param issuer of the tokens
 * @param authorization where the browser goes to sign in
 * @param token where a code is exchanged
 * @param keys with which the provider signs
 * @param endSession where the browser goes to sign out
 */
public record ProviderClient(String id, String secret, String redirect, URI issuer, URI authorization, URI token, URI keys,
        URI endSession) {

    /** The same for Spring Security. */
    public ClientRegistration registration() {
        return ClientRegistration.withRegistrationId(SignIns.REGISTRATION)
                .clientName("Safe Return")
                .clientId(id)
                .clientSecret(secret)
                .clientAuthenticationMethod(secret.isEmpty() ? ClientAuthenticationMethod.NONE
                        : ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .redirectUri(redirect)
                .scope("openid")
                .issuerUri(issuer.toString())
                .authorizationUri(authorization.toString())
                .tokenUri(token.toString())
                .jwkSetUri(keys.toString())
                .providerConfigurationMetadata(Map.of("end_session_endpoint", endSession.toString()))
                .userNameAttributeName("sub")
                .clientSettings(ClientRegistration.ClientSettings.builder().requireProofKey(true).build())
                .build();
    }
}
