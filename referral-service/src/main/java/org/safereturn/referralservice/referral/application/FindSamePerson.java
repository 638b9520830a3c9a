package org.safereturn.referralservice.referral.application;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.safereturn.access.names.Candidate;
import org.safereturn.access.names.Described;
import org.safereturn.access.names.Lookalikes;
import org.safereturn.access.scope.Caller;
import org.safereturn.messaging.aggregate.Aggregates;
import org.safereturn.messaging.outcome.Aggregate;
import org.safereturn.messaging.sealing.CannotOpen;
import org.safereturn.messaging.sealing.CaseKey;
import org.safereturn.messaging.sealing.CaseKeys;
import org.safereturn.referralservice.referral.model.Referral;
import org.safereturn.referralservice.referral.model.ReferralContent;
import org.safereturn.referralservice.referral.model.ReferralEvent;
import reactor.core.publisher.Mono;

/**
 * Finds referrals that may be of the same person as a referral, for who declines it as a duplicate. The newest that the caller
 * sees are opened and compared; nothing is kept of names here, so older ones are not found. It merges nothing.
 */
public final class FindSamePerson {

    private static final int COMPARED = 200;
    private static final int SHOWN = 5;
    private static final Comparator<Alike> BEST_FIRST = Comparator.comparingDouble((Alike alike) -> alike.candidate().score())
            .reversed().thenComparing(alike -> alike.referral().id());

    private final Aggregates<Referral, ReferralEvent> referrals;
    private final CaseKeys keys;
    private final ReferralContents contents;

    public FindSamePerson(Aggregates<Referral, ReferralEvent> referrals, CaseKeys keys, ReferralContents contents) {
        this.referrals = referrals;
        this.keys = keys;
        this.contents = contents;
    }

    /**
     * A referral that may be of the same person.
     *
     * @param content who the person of that referral is
     * @param candidate how much speaks for it, and what
     */
    public record Alike(Aggregate<Referral> referral, ReferralContent content, Candidate candidate) {
    }

    /**
     * Those that a decline as a duplicate may name and for which most speaks, the best first; none where nobody knows who the
     * person is. Empty when the caller does not see the referral; a temporary access to it shows no other.
     */
    public Mono<List<Alike>> find(String caseRef, Caller caller) {
        return referrals.find(caseRef).filter(known -> caller.sees(known.state().scope())).flatMap(known -> keys.find(caseRef)
                .map(key -> opened(known, key)).defaultIfEmpty(Optional.empty())
                .flatMap(person -> person.map(said -> alike(known.state(), said.described(), caller))
                        .orElseGet(() -> Mono.just(List.of()))));
    }

    private Mono<List<Alike>> alike(Referral duplicate, Described sought, Caller caller) {
        Map<String, Object> where = new HashMap<>(caller.sight().where(ReadReferrals.HOLDERS));
        where.put("state.side", duplicate.side().name());
        return referrals.list(new Aggregates.Query(where, Optional.of(Aggregates.Position.NEWEST), false, COMPARED)).flatMap(page -> {
            List<Aggregate<Referral>> others = page.items().stream().filter(other -> duplicate.mayGoOnIn(other.state())).toList();
            return keys.find(others.stream().map(Aggregate::id).toList()).map(known -> others.stream()
                    .flatMap(other -> compared(sought, other, known.get(other.id())))
                    .sorted(BEST_FIRST).limit(SHOWN).toList());
        });
    }

    private Stream<Alike> compared(Described sought, Aggregate<Referral> other, @Nullable CaseKey key) {
        return opened(other, key).flatMap(said -> Lookalikes.compared(sought, other.id(), said.described())
                .map(candidate -> new Alike(other, said, candidate))).stream();
    }

    private Optional<ReferralContent> opened(Aggregate<Referral> referral, @Nullable CaseKey key) {
        try {
            return key == null ? Optional.empty() : Optional.of(contents.open(key, referral.id(), referral.state().content()));
        } catch (CannotOpen e) {
            return Optional.empty();
        }
    }
}
