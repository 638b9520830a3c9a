package org.safereturn.referralservice.repatriation.web;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import org.safereturn.access.identity.Actor;
import org.safereturn.access.identity.Role;
import org.safereturn.access.input.KnownCode;
import org.safereturn.referralservice.repatriation.model.TravelCareNeeds;

/**
 * What the journey needs, as callers send it; and as they read it, as far as the caller's role needs it: reception everything but the notes, which may say more
 * about the person's health than fitness and medicines; whoever takes in referrals, nothing.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record CareNeedsView(@KnownCode TravelCareNeeds.Fitness fitness, List<String> assistance, List<String> medicines,
        @Nullable String diet, @Nullable String travelsWith, @Nullable String notes) {

    static @Nullable CareNeedsView of(@Nullable TravelCareNeeds needs, Actor actor) {
        return needs == null || actor.is(Role.INTAKE_OFFICER) ? null
                : new CareNeedsView(needs.fitness(), needs.assistance(), needs.medicines(), needs.diet(),
                        needs.travelsWith(), actor.is(Role.RECEPTION_OFFICER) ? null : needs.notes());
    }

    TravelCareNeeds toModel() {
        return new TravelCareNeeds(fitness, assistance, medicines, diet, travelsWith, notes);
    }
}
