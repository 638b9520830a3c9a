package org.safereturn.caseservice.names.application;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

import reactor.core.publisher.Mono;

/**
 * By which keys of names cases are found. It follows the cases: what it says of a case is put after the case has changed, and
 * is right once that was done. Errors mean broken machinery, and repeating is safe.
 */
public interface NameIndex {

    /** Keeps exactly these keys of a case, and none that it had before. What a later version of the case said stands. */
    Mono<Void> put(Named named);

    /** Whether anything is kept of the case that was made so. */
    Mono<Boolean> knows(String caseRef, String madeBy);

    /** For each of these keys the references of the cases that have it; a key without a case is left out. */
    Mono<Map<String, Set<String>>> cases(Collection<String> keys);

    /** The last round through all cases, if there was one. */
    Mono<Round> lastRound();

    /** Says that a round through all cases is done. */
    Mono<Void> done(Round round);

    /**
     * What a case is found by.
     *
     * @param caseRef of the case
     * @param version of the case that says so
     * @param madeBy how the keys were made, see {@link NameKeys#madeBy}
     * @param keys none when nothing is known of the person, or nothing any more
     */
    record Named(String caseRef, long version, String madeBy, Set<String> keys) {

        /** Keeps its own copy. */
        public Named {
            keys = Set.copyOf(keys);
        }
    }

    /**
     * A round through all cases.
     *
     * @param madeBy how keys were made in it
     * @param at when it ended
     */
    record Round(String madeBy, Instant at) {
    }
}
