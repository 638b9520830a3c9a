package org.safereturn.referralservice.repatriation.web;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import org.jspecify.annotations.Nullable;
import org.safereturn.access.identity.Access;
import org.safereturn.access.identity.PurposeOfUse;
import org.safereturn.access.identity.Role;
import org.safereturn.access.identity.ShowsCases;
import org.safereturn.access.paging.Paging;
import org.safereturn.access.scope.Caller;
import org.safereturn.access.scope.Sight;
import org.safereturn.access.scope.Whose;
import org.safereturn.referralservice.country.CountryProfile;
import org.safereturn.referralservice.referral.model.Side;
import org.safereturn.referralservice.repatriation.application.ReturnAlarms;
import org.safereturn.referralservice.repatriation.model.Discrepancy;
import org.safereturn.referralservice.repatriation.model.Repatriation;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
class AlarmController {

    private final ReturnAlarms alarms;
    private final CountryProfile profile;

    AlarmController(ReturnAlarms alarms, CountryProfile profile) {
        this.alarms = alarms;
        this.profile = profile;
    }

    /**
     * The open alarms of a page of returns. It may hold fewer than asked for, for a return whose timer still runs has none.
     *
     * @param items by return, within it the longest due first
     * @param next what to send as {@code after} for the next page; absent on the last one, and for whoever runs the system,
     *     for it names a case
     * @param total returns on all pages; on the first page only
     * @param arrivalWithin how long a handover may wait for its arrival
     * @param overrideConfirmedWithin by when a second officer stands by an override
     * @param authority who set the two
     */
    record Alarms(List<OpenAlarm> items, @Nullable String next, @Nullable Long total, Duration arrivalWithin, Duration overrideConfirmedWithin, String authority)
            implements ShowsCases {

        @Override
        public Collection<String> shownCases() {
            return items.stream().map(OpenAlarm::caseRef).filter(Objects::nonNull).distinct().toList();
        }
    }

    /**
     * One alarm of one return.
     *
     * @param rule which alarm
     * @param caseRef absent for whoever runs the system, who needs to know that there is an alarm and not whose
     * @param dueAt from when on it is due
     * @param warnings what the handover and the way to it were warned of, such as a consent that ended
     * @param returnConsentEnded whether the person does not consent to return any more
     */
    record OpenAlarm(String rule, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String caseRef, Side side,
            String hostCountry, String originCountry, Instant dueAt, boolean overdue, @Nullable Instant handedOverAt,
            @Nullable String crossingPoint, List<Discrepancy> discrepancies, List<String> warnings,
            boolean returnConsentEnded) {

        static OpenAlarm of(ReturnAlarms.Open open, boolean withCase) {
            Repatriation known = open.repatriation();
            var handover = known.handover();
            return new OpenAlarm(open.alarm().rule(), withCase ? known.caseRef() : null, known.side(), known.journey().host(),
                    known.journey().origin(), open.dueAt(), open.overdue(),
                    handover == null ? null : handover.handedOverAt(), handover == null ? null : handover.crossingPoint(),
                    known.discrepancies(), known.warnings(), known.returnConsentEnded());
        }
    }

    /** Whoever runs the system gets the page of the newest changes, whatever it asks for. */
    @Access(roles = {Role.INTAKE_OFFICER, Role.CASE_MANAGER, Role.SUPERVISOR, Role.RECEPTION_OFFICER, Role.OPERATOR,
        Role.MINISTRY_SYSTEM}, purpose = PurposeOfUse.RETURN)
    @Operation(summary = "Lists what somebody must look after in the returns, newest change first")
    @GetMapping("/alarms")
    Mono<Alarms> alarms(Caller caller,
            @Parameter(description = "Whose alarms: those of the cases that the caller sees, or those of the ministry for whoever oversees it.") @RequestParam(defaultValue = "MINE") Whose of,
            Paging paging) {
        boolean operator = caller.is(Role.OPERATOR);
        return (operator ? alarms.list(Sight.EVERYTHING, new Paging(Optional.empty(), false, paging.size()))
                : alarms.list(caller.listed(of), paging)).map(page -> new Alarms(
                        page.items().stream().flatMap(each -> alarms.open(each.state()).stream())
                                .map(found -> OpenAlarm.of(found, !operator)).toList(),
                        operator ? null : page.next().map(paging::cursor).orElse(null), page.total().orElse(null),
                        profile.safety().arrivalWithin(), profile.safety().overrideConfirmedWithin(),
                        profile.safety().authority()));
    }
}
