package org.safereturn.caseservice.casefile.application;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import org.safereturn.access.names.Candidate;
import org.safereturn.access.names.Described;
import org.safereturn.access.names.Lookalikes;
import org.safereturn.access.scope.Caller;
import org.safereturn.caseservice.casefile.model.CaseEvent;
import org.safereturn.caseservice.casefile.model.CaseFile;
import org.safereturn.caseservice.names.application.NameIndex;
import org.safereturn.caseservice.names.application.NameKeys;
import org.safereturn.messaging.aggregate.Aggregates;
import org.safereturn.messaging.outcome.Aggregate;
import org.safereturn.messaging.sealing.CaseKeys;
import org.safereturn.messaging.sealing.Sealing;
import org.safereturn.referral.v1.ReferralContent;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Finds cases that may be of the same person as a case, among those that the caller sees. The keys of sounds lead to them, and
 * each is opened and compared. It says why and merges nothing.
 */
public final class FindAlike {

    private static final int SHOWN = 10;
    private static final int COMPARED = 100;
    /** Of cases with frequent sounds so many are looked at, those first that share most and rarest. */
    private static final int LED_TO = 1_000;
    private static final int LOOKED_AT_ONCE = 128;
    private static final Comparator<Alike> BEST_FIRST = Comparator.comparingDouble((Alike alike) -> alike.candidate().score())
            .reversed().thenComparing(alike -> alike.file().id());

    private final Aggregates<CaseFile, CaseEvent> files;
    private final CaseKeys keys;
    private final Sealing sealing;
    private final NameIndex index;
    private final NameKeys nameKeys;

    public FindAlike(Aggregates<CaseFile, CaseEvent> files, CaseKeys keys, Sealing sealing, NameIndex index,
            NameKeys nameKeys) {
        this.files = files;
        this.keys = keys;
        this.sealing = sealing;
        this.index = index;
        this.nameKeys = nameKeys;
    }

    /**
     * A case that may be of the same person.
     *
     * @param file of the case
     * @param person who the person of that case is
     * @param candidate how much speaks for it, and what
     */
    public record Alike(Aggregate<CaseFile> file, ReferralContent person, Candidate candidate) {
    }

    /**
     * The cases that most speaks for, the best first; none where nobody knows who the person is. Empty when the caller does not
     * see the case; a temporary access to it shows no other case.
     */
    public Mono<List<Alike>> find(String caseRef, Caller caller) {
        return files.find(caseRef).filter(file -> caller.sees(file.state().scope())).flatMap(file -> keys.find(caseRef)
                .map(key -> PersonSaid.readable(file, key, sealing)).defaultIfEmpty(Optional.empty())
                .flatMap(person -> person.map(known -> alike(caseRef, PersonSaid.described(known), caller))
                        .orElseGet(() -> Mono.just(List.of()))));
    }

    private Mono<List<Alike>> alike(String caseRef, Described sought, Caller caller) {
        return index.cases(nameKeys.of(Lookalikes.asked(sought)).values()).flatMap(found -> {
            List<String> nearest = nearest(caseRef, found);
            return seen(nearest.isEmpty() ? List.of(FindByName.NO_CASE) : nearest, caller);
        }).flatMap(some -> compared(some, sought));
    }

    /** The first of these cases that the caller sees and that were not merged into another one. */
    private Mono<List<Aggregate<CaseFile>>> seen(List<String> nearest, Caller caller) {
        return Flux.fromIterable(nearest).buffer(LOOKED_AT_ONCE).concatMap(some -> {
            Map<String, Object> where = new HashMap<>(caller.sight().where(ReadCases.HOLDERS));
            where.put("_id", some);
            return files.list(new Aggregates.Query(where, Optional.of(Aggregates.Position.NEWEST), false, some.size()))
                    .map(page -> page.items().stream().sorted(Comparator.comparingInt(file -> some.indexOf(file.id()))).toList());
        }, 1).flatMapIterable(Function.identity(), 1).filter(file -> !file.state().merged()).take(COMPARED).collectList();
    }

    /** Those that share most keys with the case, of which rare ones count more. */
    private static List<String> nearest(String caseRef, Map<String, Set<String>> found) {
        Map<String, Double> weights = new HashMap<>();
        for (Set<String> cases : found.values()) {
            double weight = 1 / Math.log(1 + (double) cases.size());
            cases.forEach(each -> weights.merge(each, weight, Double::sum));
        }
        weights.remove(caseRef);
        return weights.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .limit(LED_TO).map(Map.Entry::getKey).toList();
    }

    private Mono<List<Alike>> compared(List<Aggregate<CaseFile>> some, Described sought) {
        return keys.find(some.stream().map(Aggregate::id).toList()).map(known -> {
            List<Alike> alike = new ArrayList<>();
            for (Aggregate<CaseFile> file : some) {
                PersonSaid.readable(file, known.get(file.id()), sealing).ifPresent(person -> Lookalikes
                        .compared(sought, file.id(), PersonSaid.described(person))
                        .ifPresent(candidate -> alike.add(new Alike(file, person, candidate))));
            }
            return alike.stream().sorted(BEST_FIRST).limit(SHOWN).toList();
        });
    }
}
