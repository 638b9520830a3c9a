package org.safereturn.caseservice.casefile.application;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.safereturn.access.input.NameForms;
import org.safereturn.access.paging.Paging;
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
import reactor.core.publisher.Mono;

/**
 * Finds cases by the name of the person. The store filters what the caller sees, as in the list of cases, and what is shown
 * was opened and compared: a key that should be gone finds nothing.
 */
public final class FindByName {

    /** Asked for where no case has the name, so that this takes the same two questions as a case that the caller does not see. */
    static final String NO_CASE = "00000000-0000-0000-0000-000000000000";

    private final Aggregates<CaseFile, CaseEvent> files;
    private final CaseKeys keys;
    private final Sealing sealing;
    private final NameIndex index;
    private final NameKeys nameKeys;

    public FindByName(Aggregates<CaseFile, CaseEvent> files, CaseKeys keys, Sealing sealing, NameIndex index,
            NameKeys nameKeys) {
        this.files = files;
        this.keys = keys;
        this.sealing = sealing;
        this.index = index;
        this.nameKeys = nameKeys;
    }

    /**
     * Cases of persons with a name.
     *
     * @param page of the cases
     * @param persons who the persons are, by case
     */
    public record Found(Aggregates.Page<CaseFile> page, Map<String, ReferralContent> persons) {
    }

    /** A page of the cases that the caller sees whose person has all parts of this name, newest change first. */
    public Mono<Found> find(String name, Caller caller, Paging paging) {
        NameForms sought = NameForms.of(name);
        Map<String, String> asked = nameKeys.of(Stream.concat(sought.parts().stream(), sought.wholes().stream()).toList());
        return index.cases(asked.values()).flatMap(found -> {
            Set<String> candidates = candidates(sought, asked, found);
            Map<String, Object> where = new HashMap<>(caller.sight().where(ReadCases.HOLDERS));
            where.put("_id", candidates.isEmpty() ? Set.of(NO_CASE) : candidates);
            Aggregates.Query query = paging.query(where);
            return files.list(query.after().isPresent() ? query
                    : new Aggregates.Query(where, Optional.of(Aggregates.Position.NEWEST), false, query.size()));
        }).flatMap(page -> opened(page, sought));
    }

    private static Set<String> candidates(NameForms sought, Map<String, String> asked, Map<String, Set<String>> found) {
        Set<String> candidates = new HashSet<>();
        List<Set<String>> ofParts = sought.parts().stream().map(part -> cases(part, asked, found)).toList();
        if (!ofParts.isEmpty()) {
            candidates.addAll(ofParts.getFirst());
            ofParts.forEach(candidates::retainAll);
        }
        sought.wholes().forEach(whole -> candidates.addAll(cases(whole, asked, found)));
        return candidates;
    }

    private static Set<String> cases(String form, Map<String, String> asked, Map<String, Set<String>> found) {
        return found.getOrDefault(asked.getOrDefault(form, ""), Set.of());
    }

    private Mono<Found> opened(Aggregates.Page<CaseFile> page, NameForms sought) {
        return keys.find(page.items().stream().map(Aggregate::id).toList()).map(known -> {
            List<Aggregate<CaseFile>> shown = new ArrayList<>();
            Map<String, ReferralContent> persons = new HashMap<>();
            for (Aggregate<CaseFile> file : page.items()) {
                PersonSaid.readable(file, known.get(file.id()), sealing).filter(person -> sought.isOf(NameForms.kept(CaseNames.of(person))))
                        .ifPresent(person -> {
                            shown.add(file);
                            persons.put(file.id(), person);
                        });
            }
            return new Found(new Aggregates.Page<>(shown, page.next(), Optional.empty()), persons);
        });
    }
}
