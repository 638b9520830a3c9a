package org.safereturn.referralservice.repatriation.web;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.safereturn.access.audit.ShowsCases;
import org.safereturn.access.identity.Access;
import org.safereturn.access.identity.PurposeOfUse;
import org.safereturn.access.identity.Role;
import org.safereturn.access.scope.Caller;
import org.safereturn.access.scope.Sight;
import org.safereturn.messaging.outcome.Aggregate;
import org.safereturn.referralservice.country.CountryProfile;
import org.safereturn.referralservice.referral.model.Side;
import org.safereturn.referralservice.repatriation.application.UnmatchedHandovers;
import org.safereturn.referralservice.repatriation.model.Repatriation;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
class AlarmController {

    private final UnmatchedHandovers unmatched;
    private final CountryProfile profile;

    AlarmController(UnmatchedHandovers unmatched, CountryProfile profile) {
        this.unmatched = unmatched;
        this.profile = profile;
    }

    /**
     * The open alarms.
     *
     * @param matchWithin how long a handover may wait; absent while the ministries have not set it
     * @param raisedAtOnce whether alarms are raised at once because nothing is set
     */
    record Alarms(List<Alarm> items, long total, @Nullable Duration matchWithin, boolean raisedAtOnce)
            implements ShowsCases {

        @Override
        public Collection<String> shownCases() {
            return items.stream().map(Alarm::caseRef).filter(Objects::nonNull).toList();
        }
    }

    /**
     * One person was handed over and is not known to have arrived; only an arrival closes it.
     *
     * @param caseRef absent for whoever runs the system, who needs to know that there is an alarm and not whose
     */
    record Alarm(String rule, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String caseRef, Side side, String hostCountry, String originCountry,
            @Nullable Instant handedOverAt, @Nullable String crossingPoint) {

        static Alarm of(Aggregate<Repatriation> found, boolean withCase) {
            Repatriation known = found.state();
            var handover = known.handover();
            return new Alarm("handover-unmatched", withCase ? known.caseRef() : null, known.side(), known.journey().host(),
                    known.journey().origin(), handover == null ? null : handover.handedOverAt(),
                    handover == null ? null : handover.crossingPoint());
        }
    }

    @Access(roles = {Role.INTAKE_OFFICER, Role.CASE_MANAGER, Role.SUPERVISOR, Role.RECEPTION_OFFICER, Role.OPERATOR,
        Role.MINISTRY_SYSTEM}, purpose = PurposeOfUse.RETURN)
    @Operation(summary = "Lists handovers without an arrival")
    @GetMapping("/alarms")
    Mono<Alarms> alarms(Caller caller) {
        boolean operator = caller.is(Role.OPERATOR);
        Sight sight = operator ? Sight.EVERYTHING : caller.sight();
        return unmatched.list(sight).map(open -> new Alarms(
                open.stream().map(found -> Alarm.of(found, !operator)).toList(), open.size(),
                profile.matchIsSet() ? profile.matchWithin() : null, !profile.matchIsSet()));
    }
}
