package org.safereturn.caseservice.casefile.application;

import java.time.Clock;
import java.util.Optional;
import java.util.function.BiFunction;

import org.safereturn.access.scope.Caller;
import org.safereturn.access.time.Moment;
import org.safereturn.caseservice.casefile.model.CaseEvent;
import org.safereturn.caseservice.casefile.model.CaseFile;
import org.safereturn.caseservice.country.CountryProfile;
import org.safereturn.messaging.aggregate.Aggregates;
import org.safereturn.messaging.outcome.Decision;
import org.safereturn.messaging.outcome.Outcome;
import org.safereturn.messaging.outcome.Rejection;
import reactor.core.publisher.Mono;

/** An officer does something to a file that is there. */
public final class WorkOnCase {

    private final Aggregates<CaseFile, CaseEvent> files;
    private final CountryProfile profile;
    private final Clock clock;

    public WorkOnCase(Aggregates<CaseFile, CaseEvent> files, CountryProfile profile, Clock clock) {
        this.files = files;
        this.profile = profile;
        this.clock = clock;
    }

    /** Lets the file decide; a case the officer does not see is unknown, like one that nobody here has heard of. */
    public Mono<Outcome<CaseFile>> act(String caseRef, Caller caller,
            BiFunction<CaseFile, Moment, Decision<CaseFile, CaseEvent>> decide) {
        Moment now = profile.moment(clock.instant());
        return files.change(caseRef, caller.cause(), (Optional<CaseFile> file) -> file
                .filter(known -> caller.sees(known.scope()))
                .map(known -> decide.apply(known, now))
                .orElseGet(() -> Decision.refuse(Rejection.unknown("unknown-case", "case", caseRef))));
    }
}
