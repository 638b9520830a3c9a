package org.safereturn.caseservice.casefile.application;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

import org.safereturn.access.input.NameForms;
import org.safereturn.access.names.Lookalikes;
import org.safereturn.caseservice.casefile.model.CaseEvent;
import org.safereturn.caseservice.casefile.model.CaseFile;
import org.safereturn.caseservice.names.application.NameIndex;
import org.safereturn.caseservice.names.application.NameIndex.Named;
import org.safereturn.caseservice.names.application.NameKeys;
import org.safereturn.messaging.aggregate.Aggregates;
import org.safereturn.messaging.event.Party;
import org.safereturn.messaging.outcome.Aggregate;
import org.safereturn.messaging.outcome.Outcome;
import org.safereturn.messaging.sealing.CaseKey;
import org.safereturn.messaging.sealing.CaseKeys;
import org.safereturn.messaging.sealing.Sealing;
import org.safereturn.referral.v1.ReferralContent;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Keeps by which names a case is found as its file says it: who the person is gets opened for that and is kept nowhere. A case
 * whose person nobody can open, because its key is not here yet or was erased, is found by no name.
 */
public final class CaseNames {

    private static final int AT_ONCE = 16;

    private final Aggregates<CaseFile, CaseEvent> files;
    private final CaseKeys keys;
    private final Sealing sealing;
    private final NameIndex index;
    private final NameKeys nameKeys;

    public CaseNames(Aggregates<CaseFile, CaseEvent> files, CaseKeys keys, Sealing sealing, NameIndex index,
            NameKeys nameKeys) {
        this.files = files;
        this.keys = keys;
        this.sealing = sealing;
        this.index = index;
        this.nameKeys = nameKeys;
    }

    /** All names under which a person goes. */
    static List<String> of(ReferralContent person) {
        String romanised = person.getNameRomanised();
        return Stream.of(Stream.of(person.getNameOwnScript()), romanised == null ? Stream.<String>of() : Stream.of(romanised),
                person.getNicknames().stream(), person.getAliases().stream()).flatMap(Function.identity()).toList();
    }

    /** Of a file that an officer wrote: what it says of the person now, before the officer is answered. */
    Mono<Outcome<CaseFile>> written(Outcome<CaseFile> outcome) {
        return Mono.justOrEmpty(outcome.changed()).flatMap(file -> keep(List.of(file))).thenReturn(outcome);
    }

    /** In the country of origin: what a referral said of the person. */
    public Mono<Outcome<CaseFile>> referred(Outcome<CaseFile> outcome) {
        return Mono.justOrEmpty(outcome.changed()).filter(CaseNames::isOfOrigin).flatMap(file -> keep(List.of(file)))
                .thenReturn(outcome);
    }

    /** In the country of origin: once more, for the key of the case may have come after the referral. */
    public Mono<Void> again(String caseRef) {
        return index.knows(caseRef, nameKeys.madeBy()).filter(known -> !known).flatMap(_ -> files.find(caseRef))
                .filter(CaseNames::isOfOrigin).flatMap(file -> keep(List.of(file)));
    }

    private static boolean isOfOrigin(Aggregate<CaseFile> file) {
        return file.state().side() == Party.ORIGIN;
    }

    /** What these files say. */
    Mono<Void> keep(List<Aggregate<CaseFile>> some) {
        return keys.find(some.stream().map(Aggregate::id).toList()).flatMapMany(known -> Flux.fromIterable(some)
                .flatMap(file -> index.put(named(file, known)), AT_ONCE)).then();
    }

    private Named named(Aggregate<CaseFile> file, Map<String, CaseKey> known) {
        Set<String> forms = PersonSaid.readable(file, known.get(file.id()), sealing).map(CaseNames::forms).orElse(Set.of());
        return new Named(file.id(), file.version(), nameKeys.madeBy(), Set.copyOf(nameKeys.of(forms).values()));
    }

    /** The forms of the names, to be found by name, and their sounds, to find who may be the same person. */
    private static Set<String> forms(ReferralContent person) {
        Set<String> forms = new HashSet<>(NameForms.kept(of(person)));
        forms.addAll(Lookalikes.kept(PersonSaid.described(person)));
        return forms;
    }
}
