package org.safereturn.referralservice.repatriation.application;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.safereturn.access.paging.Paging;
import org.safereturn.access.scope.Caller;
import org.safereturn.access.scope.TemporaryReading;
import org.safereturn.messaging.aggregate.Aggregates;
import org.safereturn.messaging.aggregate.ListIndex;
import org.safereturn.messaging.outcome.Aggregate;
import org.safereturn.messaging.sealing.CannotOpen;
import org.safereturn.messaging.sealing.CaseKey;
import org.safereturn.messaging.sealing.CaseKeys;
import org.safereturn.messaging.sealing.Sealed;
import org.safereturn.referralservice.referral.application.ReferralContents;
import org.safereturn.referralservice.referral.model.Referral;
import org.safereturn.referralservice.referral.model.ReferralContent;
import org.safereturn.referralservice.referral.model.ReferralEvent;
import org.safereturn.referralservice.referral.model.Side;
import org.safereturn.referralservice.referral.model.Submission;
import org.safereturn.referralservice.referral.model.Submission.CareFlag;
import org.safereturn.referralservice.repatriation.model.Arrangement;
import org.safereturn.referralservice.repatriation.model.Handover;
import org.safereturn.referralservice.repatriation.model.Handover.EmergencyOverride;
import org.safereturn.referralservice.repatriation.model.Repatriation;
import org.safereturn.referralservice.repatriation.model.RepatriationEvent;
import org.safereturn.referralservice.repatriation.model.RepatriationState;
import org.safereturn.referralservice.repatriation.model.TravelCareNeeds;
import org.safereturn.referralservice.standing.model.CaseStanding;
import reactor.core.publisher.Mono;

/** Lists repatriations, and opens one for an officer. */
public final class ReadRepatriations {

    /** Where it stands. */
    public static final String STATE = "state.state";

    /** The conditions of the lists here and of the alarms; the side, which has two values, is filtered. */
    public static final List<ListIndex> LISTS = List.of(ListIndex.of(), ListIndex.of(STATE),
            ListIndex.of(ReturnAlarms.HOLDERS), ListIndex.of(ReturnAlarms.HOLDERS, STATE), ListIndex.of(ReturnAlarms.ALARMS));

    private final Aggregates<Repatriation, RepatriationEvent> repatriations;
    private final TemporaryReading temporary;
    private final CaseKeys keys;
    private final CareNeedsContents contents;
    private final OverrideNotes notes;
    private final Aggregates<Referral, ReferralEvent> referrals;
    private final ReferralContents referred;
    private final ReturnRules rules;

    public ReadRepatriations(Aggregates<Repatriation, RepatriationEvent> repatriations, TemporaryReading temporary,
            CaseKeys keys, CareNeedsContents contents, OverrideNotes notes, Aggregates<Referral, ReferralEvent> referrals,
            ReferralContents referred, ReturnRules rules) {
        this.repatriations = repatriations;
        this.referrals = referrals;
        this.referred = referred;
        this.rules = rules;
        this.temporary = temporary;
        this.keys = keys;
        this.contents = contents;
        this.notes = notes;
    }

    /**
     * A repatriation with what the journey needs, and what was added in words to an override.
     *
     * @param needs empty where none were sent or the key of the case is not held here
     * @param note the same of the words
     * @param traveller who comes, as far as whoever receives a person must know to say yes; empty where no referral is known,
     *     and while nothing is known of the return
     * @param refusing ids of the rules that refuse a handover now, the one that weighs most first; empty where the own
     *     ministry hands nobody over, or has done so
     * @param waitsSince since when the return waits for proceedings, as the person wishes; empty where it does not, in the
     *     country of origin, which is not told, and after the handover
     */
    public record Opened(Aggregate<Repatriation> repatriation, Optional<TravelCareNeeds> needs, Optional<String> note,
            Optional<Traveller> traveller, List<String> refusing, Optional<LocalDate> waitsSince) {

        /** Keeps its own copy of the list. */
        public Opened {
            refusing = List.copyOf(refusing);
        }
    }

    /**
     * The person who returns, without a name.
     *
     * @param careFlags special needs; empty where they are sealed and not opened
     */
    public record Traveller(Submission.Sex sex, Submission.AgeGroup ageGroup, Optional<List<CareFlag>> careFlags) {

        private static Traveller of(Referral referral, Optional<ReferralContent> content) {
            Submission said = referral.submission();
            Optional<List<CareFlag>> flags = content.map(known -> Stream.concat(said.careFlags().stream(),
                    known.careFlags().stream()).distinct().toList());
            return new Traveller(said.sex(), said.ageGroup(), flags.or(() -> Optional.of(said.careFlags())
                    .filter(told -> !told.isEmpty())));
        }
    }

    /**
     * The repatriation with the needs opened, or empty when there is none that the officer sees; a temporary access that
     * stands lets the officer read. A case that was referred has a return of which nothing is known yet, without a version.
     */
    public Mono<Opened> read(Caller caller, String caseRef) {
        return repatriations.find(caseRef).switchIfEmpty(referrals.find(caseRef).map(found -> notBegun(found.state())))
                .filterWhen(found -> temporary.sees(caseRef, found.state().scope(), caller.sight(), caller.actor()))
                .flatMap(found -> Mono.zip(optional(keys.find(caseRef)), rules.known(caseRef), (key, known) -> {
                    Optional<Sealed> needs = Optional.ofNullable(found.state().arrangement()).map(Arrangement::careNeeds);
                    Optional<Sealed> note = Optional.ofNullable(found.state().handover()).map(Handover::override)
                            .map(EmergencyOverride::note);
                    return new Opened(found,
                            key.flatMap(held -> needs.map(sealed -> contents.open(held, caseRef, sealed))),
                            key.flatMap(held -> note.map(sealed -> notes.open(held, caseRef, sealed))),
                            known.referral().filter(_ -> found.version() > 0)
                                    .map(told -> Traveller.of(told, key.flatMap(held -> content(held, told)))),
                            rules.of(found.state().journey(), known).refusingHandover(found.state()),
                            known.standing().filter(_ -> found.state().side() == Side.OUTGOING && found.state().handover() == null)
                                    .flatMap(CaseStanding::waitsSince));
                }));
    }

    private static Aggregate<Repatriation> notBegun(Referral referral) {
        return new Aggregate<>(referral.caseRef(), 0,
                Repatriation.of(referral.caseRef(), referral.side(), referral.journey()).heldBy(referral.scope()));
    }

    /** A referral that cannot be opened leaves the return readable. */
    private Optional<ReferralContent> content(CaseKey key, Referral referral) {
        try {
            return Optional.of(referred.open(key, referral.caseRef(), referral.content()));
        } catch (CannotOpen unreadable) {
            return Optional.empty();
        }
    }

    private static <T> Mono<Optional<T>> optional(Mono<T> perhaps) {
        return perhaps.map(Optional::of).defaultIfEmpty(Optional.empty());
    }

    /** A page of what the officer sees, newest change first. */
    public Mono<Aggregates.Page<Repatriation>> list(Caller caller, @Nullable Side side, @Nullable RepatriationState state, Paging paging) {
        Map<String, Object> where = new HashMap<>(caller.sight().where(ReturnAlarms.HOLDERS));
        if (side != null) {
            where.put("state.side", side.name());
        }
        if (state != null) {
            where.put(STATE, state.name());
        }
        return repatriations.list(paging.query(where));
    }
}
