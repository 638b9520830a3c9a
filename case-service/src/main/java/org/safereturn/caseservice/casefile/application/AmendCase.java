package org.safereturn.caseservice.casefile.application;

import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;

import org.jspecify.annotations.Nullable;
import org.safereturn.access.scope.Caller;
import org.safereturn.access.time.Moment;
import org.safereturn.casefile.v1.CaseStandingContent;
import org.safereturn.caseservice.casefile.model.CaseEvent;
import org.safereturn.caseservice.casefile.model.CaseFile;
import org.safereturn.caseservice.casefile.model.HostDecision;
import org.safereturn.caseservice.casefile.model.Identification;
import org.safereturn.caseservice.casefile.model.PersonStatistics;
import org.safereturn.caseservice.casefile.model.SealedPerson;
import org.safereturn.caseservice.casefile.model.StatedAge;
import org.safereturn.caseservice.casefile.model.WishToReturn;
import org.safereturn.caseservice.country.CountryProfile;
import org.safereturn.messaging.aggregate.Aggregates;
import org.safereturn.messaging.event.Party;
import org.safereturn.messaging.event.Symbols;
import org.safereturn.messaging.outcome.Decision;
import org.safereturn.messaging.outcome.Outcome;
import org.safereturn.messaging.outcome.Rejection;
import org.safereturn.messaging.sealing.CaseKey;
import org.safereturn.messaging.sealing.CaseKeys;
import org.safereturn.messaging.sealing.Sealed;
import org.safereturn.referral.v1.Answer;
import org.safereturn.referral.v1.ReferralContent;
import reactor.core.publisher.Mono;

/**
 * The host changes what it says of the person: who the person is, or what was decided. What is sealed is sealed anew, so the
 * own services hear the whole of it again.
 */
public final class AmendCase {

    private final Aggregates<CaseFile, CaseEvent> files;
    private final CaseKeys keys;
    private final SealedPersons persons;
    private final CaseNames names;
    private final CountryProfile profile;
    private final Clock clock;

    public AmendCase(Aggregates<CaseFile, CaseEvent> files, CaseKeys keys, SealedPersons persons, CaseNames names,
            CountryProfile profile, Clock clock) {
        this.files = files;
        this.keys = keys;
        this.persons = persons;
        this.names = names;
        this.profile = profile;
        this.clock = clock;
    }

    /**
     * What an officer says of the person.
     *
     * @param age of the person on the day of the identification
     * @param statistics what may be counted
     * @param person who the person is, in clear while the request is answered
     */
    public record Said(StatedAge age, PersonStatistics statistics, CaseStandingContent person) {
    }

    /**
     * Completes or corrects who the person is.
     *
     * @param said of the presumed country of origin and of what the host decided
     */
    public Mono<Outcome<CaseFile>> person(String caseRef, Caller caller, BiFunction<String, HostDecision, Said> said) {
        return base(caseRef, caller).<Outcome<CaseFile>>flatMap(base -> {
            HostDecision decision = base.file().decision();
            CaseKey key = base.key();
            if (decision == null) {
                return Mono.just(new Outcome.Refused<>(Rejection.refused("wrong-side", "side", base.file().side().name(),
                        "wanted", Party.HOST.name())));
            }
            if (key == null) {
                return Mono.just(new Outcome.Refused<>(Rejection.conflict("case-key-erased")));
            }
            Said now = said.apply(base.file().originCountry(), decision);
            SealedPerson sealed = persons.seal(key, caseRef, now.person());
            return change(caseRef, caller, base, (file, moment) -> file.amend(now.age(), now.statistics(), sealed,
                    caller.officer(), moment)).flatMap(names::written);
        }).switchIfEmpty(unknown(caseRef));
    }

    /** Decides anew whether the person is a victim and wants to return. */
    public Mono<Outcome<CaseFile>> identify(String caseRef, Caller caller, Identification identification,
            WishToReturn wish) {
        return base(caseRef, caller).<Outcome<CaseFile>>flatMap(base -> {
            Optional<Rejection> refusal = profile.refusal(identification);
            if (refusal.isPresent()) {
                return Mono.just(new Outcome.Refused<>(refusal.get()));
            }
            SealedPerson sealed = wishing(caseRef, base, wish);
            return change(caseRef, caller, base, (file, moment) -> file.identify(identification, wish, sealed,
                    profile.routing(), caller.officer(), moment));
        }).switchIfEmpty(unknown(caseRef));
    }

    private record Base(CaseFile file, @Nullable CaseKey key) {
    }

    private Mono<Base> base(String caseRef, Caller caller) {
        return files.find(caseRef).filter(found -> caller.sees(found.state().scope()))
                .flatMap(found -> keys.find(caseRef).map(key -> new Base(found.state(), key))
                        .defaultIfEmpty(new Base(found.state(), null)));
    }

    private @Nullable SealedPerson wishing(String caseRef, Base base, WishToReturn wish) {
        Sealed standing = base.file().standing();
        CaseKey key = base.key();
        if (standing == null || key == null) {
            return null;
        }
        CaseStandingContent content = persons.open(key, caseRef, standing);
        return persons.seal(key, caseRef, CaseStandingContent.newBuilder(content).setPerson(ReferralContent.newBuilder(
                content.getPerson()).setWishToReturn(Symbols.of(Answer.class, wish)).build()).build());
    }

    /** Decides only about the file that was read: what was sealed of it must not undo what came in between. */
    private Mono<Outcome<CaseFile>> change(String caseRef, Caller caller, Base base,
            BiFunction<CaseFile, Moment, Decision<CaseFile, CaseEvent>> decide) {
        Moment now = profile.moment(clock.instant());
        return files.change(caseRef, caller.cause(), (Optional<CaseFile> file) -> file
                .filter(known -> caller.sees(known.scope()))
                .map(known -> sameBase(known, base.file()) ? known.unlessMerged(() -> decide.apply(known, now))
                        : Decision.<CaseFile, CaseEvent>refuse(Rejection.conflict("case-changed-meanwhile")))
                .orElseGet(() -> Decision.refuse(Rejection.unknown("unknown-case", "case", caseRef))));
    }

    private static boolean sameBase(CaseFile one, CaseFile other) {
        return Objects.equals(one.decision(), other.decision()) && Objects.equals(one.standing(), other.standing());
    }

    private static Mono<Outcome<CaseFile>> unknown(String caseRef) {
        return Mono.fromSupplier(() -> new Outcome.Refused<>(Rejection.unknown("unknown-case", "case", caseRef)));
    }
}
