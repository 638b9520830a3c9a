package org.safereturn.caseservice.temporaryaccess;

import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

import org.jspecify.annotations.Nullable;
import org.safereturn.access.identity.Role;
import org.safereturn.access.paging.Paging;
import org.safereturn.access.scope.Caller;
import org.safereturn.access.scope.Sight;
import org.safereturn.access.time.Moment;
import org.safereturn.casefile.v1.TemporaryAccessDetail;
import org.safereturn.caseservice.casefile.model.CaseEvent;
import org.safereturn.caseservice.casefile.model.CaseFile;
import org.safereturn.caseservice.casefile.model.TemporaryAccess;
import org.safereturn.caseservice.country.CountryProfile;
import org.safereturn.messaging.aggregate.Aggregates;
import org.safereturn.messaging.aggregate.ListIndex;
import org.safereturn.messaging.outcome.Aggregate;
import org.safereturn.messaging.outcome.Decision;
import org.safereturn.messaging.outcome.Outcome;
import org.safereturn.messaging.outcome.Rejection;
import org.safereturn.messaging.sealing.CaseKey;
import org.safereturn.messaging.sealing.CaseKeys;
import org.safereturn.messaging.sealing.Sealed;
import org.safereturn.messaging.sealing.Sealing;
import reactor.core.publisher.Mono;

/** Reading a case of another unit for a time: one officer asks, another one says yes, and a third can see that it was so. */
public final class TemporaryAccesses {

    private static final List<String> ANY = Arrays.stream(TemporaryAccess.Reason.values()).map(Enum::name).toList();

    private static final String WAITING = "state.temporaryAccess.unacknowledged";
    private static final String REASON = "state.temporaryAccess.reason";
    private static final Map<String, Object> UNACKNOWLEDGED = Map.of(WAITING, true);

    /** The conditions of the lists here. */
    public static final List<ListIndex> LISTS = List.of(ListIndex.of(WAITING), ListIndex.of(REASON));

    private final Aggregates<CaseFile, CaseEvent> files;
    private final CaseKeys keys;
    private final Sealing sealing;
    private final CountryProfile profile;
    private final Clock clock;

    TemporaryAccesses(Aggregates<CaseFile, CaseEvent> files, CaseKeys keys, Sealing sealing, CountryProfile profile,
            Clock clock) {
        this.files = files;
        this.keys = keys;
        this.sealing = sealing;
        this.profile = profile;
        this.clock = clock;
    }

    /** An officer who does not see the case asks; of a case that is there nothing is told but that the question was kept. */
    Mono<Outcome<CaseFile>> ask(String caseRef, Caller caller, TemporaryAccess.Reason reason, String explanation,
            @Nullable Duration lasts) {
        CountryProfile.TemporaryAccessTimes times = profile.temporaryAccess();
        Duration wanted = lasts == null ? times.usual() : lasts;
        if (wanted.compareTo(times.longest()) > 0) {
            return Mono.just(new Outcome.Refused<>(Rejection.invalid("temporary-access-too-long", "hours",
                    Long.toString(times.longest().toHours()))));
        }
        TemporaryAccessDetail detail = TemporaryAccessDetail.newBuilder().setExplanation(explanation).build();
        return keys.find(caseRef).map(key -> Optional.of(sealing.seal(key, caseRef, detail))).defaultIfEmpty(Optional.empty())
                .flatMap(sealed -> change(caseRef, caller, Sight.EVERYTHING, (file, now) -> caller.sees(file.scope())
                        ? Decision.refuse(Rejection.conflict("temporary-access-not-needed"))
                        : sealed.map((Sealed part) -> TemporaryAccessPolicy.ask(file, caller.officer(), reason, part, wanted,
                                now)).orElseGet(() -> Decision.refuse(Rejection.conflict("case-key-erased")))));
    }

    /** Opens why a temporary access was asked for; empty where that cannot be opened any more. */
    @FunctionalInterface
    interface Explanations {

        Optional<String> of(String caseRef, TemporaryAccess access);
    }

    /** What opens the explanations of these cases. */
    Mono<Explanations> explanations(List<String> caseRefs) {
        return keys.find(caseRefs).defaultIfEmpty(Map.of()).map(held -> (caseRef, access) -> {
            CaseKey key = held.get(caseRef);
            Sealed detail = access.detail();
            return key == null || detail == null ? Optional.empty()
                    : Optional.of(sealing.open(key, caseRef, detail, TemporaryAccessDetail.class).getExplanation());
        });
    }

    /** A supervisor who sees the case says yes. */
    Mono<Outcome<CaseFile>> grant(String caseRef, Caller caller, int number) {
        return change(caseRef, caller, caller.sight(),
                (file, now) -> TemporaryAccessPolicy.grant(file, number, caller.officer(), now));
    }

    /** A supervisor who sees the case, or the data protection officer, turns it down or takes it back. */
    Mono<Outcome<CaseFile>> end(String caseRef, Caller caller, int number) {
        return change(caseRef, caller, oversight(caller),
                (file, now) -> TemporaryAccessPolicy.end(file, number, caller.officer(), now));
    }

    /** The data protection officer takes note of one that was granted. */
    Mono<Outcome<CaseFile>> acknowledge(String caseRef, Caller caller, int number) {
        return change(caseRef, caller, oversight(caller),
                (file, now) -> TemporaryAccessPolicy.acknowledge(file, number, caller.officer(), now));
    }

    /** What was asked for about one case. */
    Mono<Aggregate<CaseFile>> of(String caseRef, Caller caller) {
        return files.find(caseRef).filter(file -> oversight(caller).sees(file.state().scope()));
    }

    /** A page of the cases about which anything was ever asked, or with one not yet acknowledged; newest change first. */
    Mono<Aggregates.Page<CaseFile>> all(boolean unacknowledged, Paging paging) {
        return files.list(paging.query(
                unacknowledged ? UNACKNOWLEDGED : Map.of(REASON, ANY)));
    }

    /** In how many cases a granted access waits for the data protection officer. */
    public Mono<Long> unacknowledged() {
        return files.count(UNACKNOWLEDGED);
    }

    /** The data protection officer oversees what was asked for about every case, and reads none. */
    private static Sight oversight(Caller caller) {
        return caller.is(Role.DATA_PROTECTION_OFFICER) ? Sight.EVERYTHING : caller.sight();
    }

    private Mono<Outcome<CaseFile>> change(String caseRef, Caller caller, Sight sight,
            BiFunction<CaseFile, Moment, Decision<CaseFile, CaseEvent>> decide) {
        Moment now = profile.moment(clock.instant());
        return files.change(caseRef, caller.cause(), (Optional<CaseFile> file) -> file
                .filter(known -> sight.sees(known.scope()))
                .map(known -> decide.apply(known, now))
                .orElseGet(() -> Decision.refuse(Rejection.unknown("unknown-case", "case", caseRef))));
    }
}
