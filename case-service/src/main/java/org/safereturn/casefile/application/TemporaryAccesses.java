package org.safereturn.casefile.application;

import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

import org.jspecify.annotations.Nullable;
import org.safereturn.access.paging.Paging;
import org.safereturn.access.scope.Sight;
import org.safereturn.casefile.country.CountryProfile;
import org.safereturn.casefile.model.CaseEvent;
import org.safereturn.casefile.model.CaseFile;
import org.safereturn.casefile.model.Moment;
import org.safereturn.casefile.model.Officer;
import org.safereturn.casefile.model.TemporaryAccess;
import org.safereturn.messaging.aggregate.Aggregates;
import org.safereturn.messaging.outcome.Aggregate;
import org.safereturn.messaging.outcome.Cause;
import org.safereturn.messaging.outcome.Decision;
import org.safereturn.messaging.outcome.Outcome;
import org.safereturn.messaging.outcome.Rejection;
import reactor.core.publisher.Mono;

/** Reading a case of another unit for a time: one officer asks, another one says yes, and a third can see that it was so. */
public final class TemporaryAccesses {

    private static final List<String> ANY = Arrays.stream(TemporaryAccess.Reason.values()).map(Enum::name).toList();

    private static final Map<String, Object> UNACKNOWLEDGED = Map.of("state.temporaryAccess.unacknowledged", true);

    private final Aggregates<CaseFile, CaseEvent> files;
    private final CountryProfile profile;
    private final Clock clock;

    /** All it needs. */
    public TemporaryAccesses(Aggregates<CaseFile, CaseEvent> files, CountryProfile profile, Clock clock) {
        this.files = files;
        this.profile = profile;
        this.clock = clock;
    }

    /** An officer who does not see the case asks; of a case that is there nothing is told but that the question was kept. */
    public Mono<Outcome<CaseFile>> ask(String caseRef, Sight sight, Cause.Request cause, Officer by,
            TemporaryAccess.Reason reason, String explanation, @Nullable Duration lasts) {
        CountryProfile.TemporaryAccessTimes times = profile.temporaryAccess();
        Duration wanted = lasts == null ? times.usual() : lasts;
        if (wanted.compareTo(times.longest()) > 0) {
            return Mono.just(new Outcome.Refused<>(Rejection.invalid("temporary-access-too-long", "hours",
                    Long.toString(times.longest().toHours()))));
        }
        return change(caseRef, Sight.EVERYTHING, cause, (file, now) -> sight.sees(file.scope())
                ? Decision.refuse(Rejection.conflict("temporary-access-not-needed"))
                : file.askForAccess(by, reason, explanation, wanted, now));
    }

    /** A supervisor who sees the case says yes. */
    public Mono<Outcome<CaseFile>> grant(String caseRef, Sight sight, Cause.Request cause, int number, Officer by) {
        return change(caseRef, sight, cause, (file, now) -> file.grantAccess(number, by, now));
    }

    /** A supervisor who sees the case, or the data protection officer, turns it down or takes it back. */
    public Mono<Outcome<CaseFile>> end(String caseRef, Sight sight, Cause.Request cause, int number, Officer by) {
        return change(caseRef, sight, cause, (file, now) -> file.endAccess(number, by, now));
    }

    /** The data protection officer takes note of one that was granted. */
    public Mono<Outcome<CaseFile>> acknowledge(String caseRef, Sight sight, Cause.Request cause, int number, Officer by) {
        return change(caseRef, sight, cause, (file, now) -> file.acknowledgeAccess(number, by, now));
    }

    /** What was asked for about one case. */
    public Mono<Aggregate<CaseFile>> of(String caseRef, Sight sight) {
        return files.find(caseRef).filter(file -> sight.sees(file.state().scope()));
    }

    /** A page of the cases about which anything was ever asked, or with one not yet acknowledged; newest change first. */
    public Mono<Aggregates.Page<CaseFile>> all(boolean unacknowledged, Paging paging) {
        return files.list(paging.query(
                unacknowledged ? UNACKNOWLEDGED : Map.of("state.temporaryAccess.reason", ANY)));
    }

    /** In how many cases a granted access waits for the data protection officer. */
    public Mono<Long> unacknowledged() {
        return files.count(UNACKNOWLEDGED);
    }

    private Mono<Outcome<CaseFile>> change(String caseRef, Sight sight, Cause.Request cause,
            BiFunction<CaseFile, Moment, Decision<CaseFile, CaseEvent>> decide) {
        Moment now = new Moment(clock.instant(), profile.timeZone());
        return files.change(caseRef, cause, (Optional<CaseFile> file) -> file
                .filter(known -> sight.sees(known.scope()))
                .map(known -> decide.apply(known, now))
                .orElseGet(() -> Decision.refuse(Rejection.unknown("unknown-case", "case", caseRef))));
    }
}
