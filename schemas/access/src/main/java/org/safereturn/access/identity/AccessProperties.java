package org.safereturn.access.identity;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings for the tokens that a service trusts.
 *
 * @param issuer the identity provider's issuer, compared exactly
 * @param jwks where its public keys are: {@code http:}, {@code https:}, {@code file:} or {@code classpath:}; without it
 *     {@code <issuer>/oauth2/jwks}
 * @param audience the audience a token must name
 * @param clockSkew how far the two clocks may differ
 * @param longestLife how long a token may be valid from its issue; one that is valid for longer is refused
 * @param scrapeSecret file with the secret for the measurements at {@code /actuator/prometheus}, at least 32 characters;
 *     without it they are for operators only
 */
@Validated
@ConfigurationProperties("safereturn.access")
public record AccessProperties(
        @NotNull URI issuer,
        @Nullable URI jwks,
        @DefaultValue("safereturn") @NotBlank String audience,
        @DefaultValue("30s") Duration clockSkew,
        @DefaultValue("1h") Duration longestLife,
        @Nullable Path scrapeSecret) {

    /** Where the public keys are. */
    public URI keys() {
        return jwks == null ? URI.create(issuer + "/oauth2/jwks") : jwks;
    }
}
