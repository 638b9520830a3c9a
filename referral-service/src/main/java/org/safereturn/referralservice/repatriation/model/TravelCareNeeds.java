package org.safereturn.referralservice.repatriation.model;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What escort and reception need for the journey. It exists in clear only while a request is answered. Its text shows
 * nothing.
 */
public record TravelCareNeeds(Fitness fitness, List<String> assistance, List<String> medicines, @Nullable String diet,
        @Nullable String travelsWith, @Nullable String notes) {

    /** Whether the person can travel. */
    public enum Fitness { FIT, FIT_WITH_ASSISTANCE, NOT_FIT, UNKNOWN }

    @Override
    public String toString() {
        return "care needs for a journey";
    }
}
