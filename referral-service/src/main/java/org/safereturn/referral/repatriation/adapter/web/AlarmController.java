package org.safereturn.referral.repatriation.adapter.web;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.safereturn.messaging.aggregate.Aggregate;
import org.safereturn.referral.country.CountryProfile;
import org.safereturn.referral.model.Side;
import org.safereturn.referral.repatriation.application.UnmatchedHandovers;
import org.safereturn.referral.repatriation.model.Repatriation;
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
    record Alarms(List<Alarm> items, long total, @Nullable Duration matchWithin, boolean raisedAtOnce) {
    }

    /** One person was handed over and is not known to have arrived; only an arrival closes it. */
    record Alarm(String rule, String caseRef, Side side, String hostCountry, String originCountry,
            @Nullable Instant handedOverAt, @Nullable String crossingPoint) {

        static Alarm of(Aggregate<Repatriation> found) {
            Repatriation known = found.state();
            var handover = known.handover();
            return new Alarm("handover-unmatched", known.caseRef(), known.side(), known.journey().host(),
                    known.journey().origin(), handover == null ? null : handover.handedOverAt(),
                    handover == null ? null : handover.crossingPoint());
        }
    }

    @GetMapping("/alarms")
    Mono<Alarms> alarms() {
        return unmatched.list().map(open -> new Alarms(open.stream().map(Alarm::of).toList(), open.size(),
                profile.matchIsSet() ? profile.matchWithin() : null, !profile.matchIsSet()));
    }
}
