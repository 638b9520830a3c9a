package org.safereturn.pages.session;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.io.Resource;
import org.springframework.validation.annotation.Validated;

/**
 * The pages of a service. Every address of the provider follows from its issuer unless it is said, and none is looked up,
 * so the service starts while the provider is down.
 *
 * @param definition the pages as data
 * @param clientId the pages' client at the identity provider
 * @param clientSecret empty only where the provider knows the client as public
 * @param redirect where the provider sends an officer who has signed in
 * @param authorization where an officer signs in
 * @param token where a code is exchanged
 * @param endSession where an officer who signs out here is signed out at the provider too
 * @param refresh how often an open home asks for its numbers
 * @param services addresses of the pages of this ministry's services, by name
 * @param drafts what officers have entered and not sent
 * @param pdf sheets as PDF
 */
@Validated
@ConfigurationProperties("safereturn.pages")
public record PageSettings(@NotNull Resource definition, @NotBlank String clientId, @NotNull String clientSecret,
        @DefaultValue("{baseUrl}/login/oauth2/code/safereturn") String redirect, @Nullable URI authorization,
        @Nullable URI token, @Nullable URI endSession, @DefaultValue("10s") Duration refresh, @DefaultValue Map<String, URI> services,
        @DefaultValue @Valid DraftSettings drafts, @DefaultValue @Valid PdfSettings pdf) {

    /**
     * Drafts of forms.
     *
     * @param keep how long a draft is kept after it was last changed
     * @param most drafts of an officer in this service
     * @param every how often the script of a form keeps what is typed
     */
    public record DraftSettings(@DefaultValue("7d") Duration keep, @DefaultValue("10") @Positive int most,
            @DefaultValue("10s") Duration every) {
    }

    /**
     * Sheets as PDF, made by the browser of this machine.
     *
     * @param chromium the browser; without it there is no PDF
     * @param longest how long one may take
     * @param atOnce how many are made at the same time
     */
    public record PdfSettings(@Nullable Path chromium, @DefaultValue("30s") Duration longest, @DefaultValue("2") @Positive int atOnce) {
    }

    /** Keeps its own copy. */
    public PageSettings {
        services = Map.copyOf(services);
    }

    URI authorizationAt(URI issuer) {
        return authorization == null ? URI.create(issuer + "/oauth2/authorize") : authorization;
    }

    URI tokenAt(URI issuer) {
        return token == null ? URI.create(issuer + "/oauth2/token") : token;
    }

    URI endSessionAt(URI issuer) {
        return endSession == null ? URI.create(issuer + "/connect/logout") : endSession;
    }

    @Override
    public String toString() {
        return "PageSettings[" + clientId + "]";
    }
}
