package org.safereturn.access.operation;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.safereturn.access.operation.LetterHistory.Step;
import org.safereturn.messaging.aggregate.Aggregates;
import org.safereturn.messaging.inbox.Redelivery;
import org.safereturn.messaging.inbox.Redelivery.Letter;
import org.safereturn.messaging.inbox.Redelivery.Position;
import org.safereturn.messaging.outbox.OutboxRelay;
import org.safereturn.messaging.outcome.Aggregate;
import org.safereturn.messaging.outcome.Cause;
import org.safereturn.messaging.outcome.Decision;
import org.safereturn.messaging.outcome.Outcome;
import reactor.core.publisher.Mono;

/** The dead letters of this service together with what operators did about them. The joint view keeps no histories. */
final class Letters {

    private final Redelivery redelivery;
    private final Optional<Aggregates<LetterHistory, Step>> histories;
    private final Optional<OutboxRelay> relay;

    Letters(Redelivery redelivery, Optional<Aggregates<LetterHistory, Step>> histories, Optional<OutboxRelay> relay) {
        this.redelivery = redelivery;
        this.histories = histories;
        this.relay = relay;
    }

    /**
     * A dead letter as operators know it.
     *
     * @param caseWaits whether its case stands still in the stream that it belongs to
     * @param namesCase whether operators learn which case it is; those of the joint view do not
     */
    record Known(Letter letter, Optional<Aggregate<LetterHistory>> kept, boolean caseWaits, boolean namesCase) {

        LetterHistory history() {
            return LetterHistory.of(kept.map(Aggregate::state));
        }

        Known with(Aggregate<LetterHistory> changed) {
            return new Known(letter, Optional.of(changed), caseWaits, namesCase);
        }
    }

    /** The newest, newest first. */
    Mono<List<Known>> newest(int most) {
        return redelivery.letters(most).flatMap(this::known);
    }

    /** Those at these places that there are. */
    Mono<List<Known>> at(Collection<Position> places) {
        return redelivery.at(places).flatMap(this::known);
    }

    private Mono<List<Known>> known(List<Letter> letters) {
        Mono<Map<String, Aggregate<LetterHistory>>> found = histories.map(each -> each.find(letters.stream().map(Letters::id).toList()))
                .orElse(Mono.just(Map.of()));
        Mono<Set<String>> still = relay.map(each -> each.standstills().map(stream -> stream.id() + " " + stream.topic())
                .collect(Collectors.toSet())).orElse(Mono.just(Set.of()));
        return Mono.zip(found, still, (kept, standstills) -> letters.stream().map(letter -> new Known(letter,
                Optional.ofNullable(kept.get(id(letter))), standstills.contains(letter.key() + " " + letter.topic()),
                histories.isPresent())).toList());
    }

    /** Notes what an operator does about a letter, if the history allows it. Only where histories are kept. */
    Mono<Outcome<LetterHistory>> note(Letter letter, Cause cause, Function<LetterHistory, Decision<LetterHistory, Step>> what) {
        return histories.orElseThrow().change(id(letter), cause, kept -> what.apply(LetterHistory.of(kept)));
    }

    boolean keepsHistories() {
        return histories.isPresent();
    }

    Mono<Redelivery.Result> redeliver(List<Letter> letters) {
        return redelivery.redeliver(letters);
    }

    /** Also by its time: in a topic that was made anew, other letters lie at the same places. */
    private static String id(Letter letter) {
        return letter.partition() + "-" + letter.offset() + "-" + letter.at().map(at -> at.toEpochMilli()).orElse(0L);
    }
}
