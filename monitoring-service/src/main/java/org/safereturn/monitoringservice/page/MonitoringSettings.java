package org.safereturn.monitoringservice.page;

import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How the joint view is shown.
 *
 * @param countryProfiles where the profiles of the countries are
 * @param zone whose midnight begins a day and a quarter
 * @param smallCellsAgreedBy countries that agreed to show cells made of one to four persons; shown when all did
 * @param publishEvery time between two publications of the tables, instead of what the profiles say; for trials only
 * @param refresh least time between two computations of the figures for listeners
 * @param heartbeat of the streams
 * @param mostListeners how many streams may be open at once
 * @param mostListenersPerCaller how many of them may be one caller's
 * @param longestStream after which a stream ends
 * @param login the page's client at the identity provider
 */
@Validated
@ConfigurationProperties("safereturn.monitoring")
public record MonitoringSettings(@NotEmpty List<String> countryProfiles, @NotNull ZoneId zone,
        @NotNull List<String> smallCellsAgreedBy, @Nullable Duration publishEvery, @NotNull Duration refresh, @NotNull Duration heartbeat,
        @Min(1) @Max(10_000) int mostListeners, @Min(1) int mostListenersPerCaller, @NotNull Duration longestStream,
        @NotNull @Valid Login login) {

    /**
     * The page's client. Every address stands here, none is looked up, so the service starts while the provider is down.
     *
     * @param clientSecret empty only where the provider knows the client as public
     * @param endSession where an officer who signs out here is signed out at the provider too
     */
    public record Login(@NotBlank String clientId, @NotNull String clientSecret, @NotNull URI issuer,
            @NotNull URI authorization, @NotNull URI token, @NotNull URI endSession, @NotNull URI jwks,
            @NotBlank String redirect) {

        @Override
        public String toString() {
            return "Login[clientId=" + clientId + ", issuer=" + issuer + "]";
        }
    }
}
