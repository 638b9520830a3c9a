package org.safereturn.caseservice.casefile.application;

import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;

import org.safereturn.access.time.Moment;
import org.safereturn.caseservice.casefile.model.CaseEvent;
import org.safereturn.caseservice.casefile.model.CaseFile;
import org.safereturn.caseservice.country.CountryProfile;
import org.safereturn.caseservice.flow.Flows;
import org.safereturn.messaging.aggregate.Aggregates;
import org.safereturn.messaging.event.CaseHead;
import org.safereturn.messaging.event.Journey;
import org.safereturn.messaging.event.Party;
import org.safereturn.messaging.outcome.Cause;
import org.safereturn.messaging.outcome.Decision;
import org.safereturn.messaging.outcome.Outcome;
import org.safereturn.messaging.outcome.Rejection;
import reactor.core.publisher.Mono;

/** Keeps the file up with what happens to the case elsewhere; the first thing heard begins the file. */
public final class FollowCase {

    private final Aggregates<CaseFile, CaseEvent> files;
    private final CountryProfile profile;
    private final Flows flows;
    private final Clock clock;

    /** Follows the cases of a country. */
    public FollowCase(Aggregates<CaseFile, CaseEvent> files, CountryProfile profile, Flows flows, Clock clock) {
        this.files = files;
        this.profile = profile;
        this.flows = flows;
        this.clock = clock;
    }

    /** Lets the file take in what was heard; a case between two other countries is none of ours. */
    public Mono<Outcome<CaseFile>> follow(CaseHead head, CaseEvent heard, Cause.Message cause) {
        Journey journey = head.journey();
        Optional<Party> side = journey.partyOf(profile.country());
        if (side.isEmpty()) {
            return Mono.just(new Outcome.Ignored<>());
        }
        Moment now = profile.moment(clock.instant());
        Function<Optional<CaseFile>, Decision<CaseFile, CaseEvent>> decide = existing -> {
            CaseFile file = existing.orElseGet(() -> CaseFile.heardOf(side.get(), journey, flows.inForce(now.today())));
            return file.journey().equals(journey) ? file.hear(heard, now)
                    : Decision.refuse(Rejection.refused("case-of-other-countries", "case", head.caseRef()));
        };
        return side.get() == Party.ORIGIN && cause.isFirstOf(journey.host()) ? files.begin(head.caseRef(), cause, decide)
                : files.change(head.caseRef(), cause, decide);
    }
}
