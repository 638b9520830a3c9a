package org.safereturn.casefile.application;

import java.util.Optional;
import java.util.function.Function;

import org.safereturn.casefile.country.CountryProfile;
import org.safereturn.casefile.model.CaseEvent;
import org.safereturn.casefile.model.CaseFile;
import org.safereturn.casefile.model.Side;
import org.safereturn.messaging.aggregate.Aggregates;
import org.safereturn.messaging.outcome.Cause;
import org.safereturn.messaging.outcome.Decision;
import org.safereturn.messaging.outcome.Outcome;
import org.safereturn.messaging.outcome.Rejection;
import reactor.core.publisher.Mono;

/** Keeps the file up with what happens to the case elsewhere; the first thing heard begins the file. */
public final class FollowCase {

    private final Aggregates<CaseFile, CaseEvent> files;
    private final CountryProfile profile;

    /** All it needs. */
    public FollowCase(Aggregates<CaseFile, CaseEvent> files, CountryProfile profile) {
        this.files = files;
        this.profile = profile;
    }

    /** Whether this country is the host of such a case; what its own machines receipt the host side alone is told. */
    public boolean hosts(String hostCountry) {
        return profile.country().equals(hostCountry);
    }

    /** Lets the file take in what was heard; a case between two other countries is none of ours. */
    public Mono<Outcome<CaseFile>> follow(String caseRef, String hostCountry, String originCountry, Cause.Message cause,
            Function<CaseFile, Decision<CaseFile, CaseEvent>> takeIn) {
        if (hostCountry.equals(originCountry)
                || (!hosts(hostCountry) && !profile.country().equals(originCountry))) {
            return Mono.just(new Outcome.Ignored<>());
        }
        Side side = hosts(hostCountry) ? Side.HOST : Side.ORIGIN;
        Function<Optional<CaseFile>, Decision<CaseFile, CaseEvent>> decide = existing -> {
            CaseFile file = existing.orElseGet(() -> CaseFile.heardOf(side, hostCountry, originCountry));
            return file.hostCountry().equals(hostCountry) && file.originCountry().equals(originCountry)
                    ? takeIn.apply(file)
                    : Decision.refuse(Rejection.refused("case-of-other-countries", "case", caseRef));
        };
        return side == Side.ORIGIN && cause.isFirstOf(hostCountry) ? files.begin(caseRef, cause, decide)
                : files.change(caseRef, cause, decide);
    }
}
