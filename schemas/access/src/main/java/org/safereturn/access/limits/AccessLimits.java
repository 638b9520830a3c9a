package org.safereturn.access.limits;

import java.time.Duration;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How many requests one caller may send to a service, and how many the service takes at a time. The defaults are in {@code defaults.properties}; they are enough
 * for people and systems, and stop a program that loops.
 *
 * @param officer requests of one signed-in person
 * @param system requests of one ministry's system
 * @param anonymous requests of one address without a valid token
 * @param signIns sign-ins begun from one address
 * @param searches searches for persons by one signed-in person, who may ask for anything else more often
 * @param accessRequests requests for temporary access by one signed-in person, each of which tells whether there is such a case
 * @param callers how many callers are remembered; those not heard of for longest are forgotten first
 * @param connections open connections altogether
 * @param connectionsPerAddress open connections of one address
 * @param head longest time from the first byte of a request to the end of its headers
 * @param bodyPause longest pause within the body of a request
 * @param body longest time for the whole body of a request
 * @param idle how long a connection may wait for its next request
 * @param write longest time for a caller to take what it is sent
 * @param underWay requests under way altogether; without it 64 for each processor
 * @param answer longest time until the answer to a request begins
 */
@Validated
@ConfigurationProperties("safereturn.access.limits")
public record AccessLimits(
        @NotNull @Valid Rate officer,
        @NotNull @Valid Rate system,
        @NotNull @Valid Rate anonymous,
        @NotNull @Valid Rate signIns,
        @NotNull @Valid Rate searches,
        @NotNull @Valid Rate accessRequests,
        @Min(100) @Max(1_000_000) int callers,
        @Min(1) int connections,
        @Min(1) int connectionsPerAddress,
        @NotNull Duration head,
        @NotNull Duration bodyPause,
        @NotNull Duration body,
        @NotNull Duration idle,
        @NotNull Duration write,
        @Nullable @Min(1) Integer underWay,
        @NotNull Duration answer) {

    private static final int UNDER_WAY_PER_PROCESSOR = 64;

    /** How many requests may be under way in this process. */
    public int mostUnderWay() {
        return underWay == null ? UNDER_WAY_PER_PROCESSOR * Runtime.getRuntime().availableProcessors() : underWay;
    }

    /**
     * A rate.
     *
     * @param count so many requests
     * @param per in this time, evenly
     * @param burst so many at once after a pause
     */
    public record Rate(@Min(1) long count, @NotNull Duration per, @Min(1) long burst) {

        /** After this time nothing is left of what was asked for. */
        Duration untilFull() {
            return per.multipliedBy(burst).dividedBy(count);
        }
    }
}
