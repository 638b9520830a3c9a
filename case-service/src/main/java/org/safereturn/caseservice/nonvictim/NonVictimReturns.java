package org.safereturn.caseservice.nonvictim;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.safereturn.caseservice.casefile.model.AgeGroup;
import org.safereturn.caseservice.casefile.model.Sex;
import org.safereturn.messaging.outcome.Decision;
import org.safereturn.messaging.outcome.Rejection;

/**
 * How many persons who are not victims returned through one checkpoint in one month. A count is a whole: a corrected one
 * replaces the one before and says so, and is never added to it.
 *
 * @param month as {@code YYYY-MM}
 * @param checkpoint code of the crossing point
 * @param version of the counts, from 1, growing with every change
 * @param directions one count for each direction of return
 */
record NonVictimReturns(String month, String checkpoint, int version, List<Direction> directions) {

    NonVictimReturns {
        directions = List.copyOf(directions);
    }

    /**
     * The count of one direction.
     *
     * @param hostCountry country that the persons left
     * @param originCountry country that they returned to
     * @param version of the counts when this one was last changed
     * @param countedAt when this one was last changed
     * @param counts each combination of sex and age group at most once
     */
    record Direction(String hostCountry, String originCountry, int version, Instant countedAt, List<Cell> counts) {

        Direction {
            counts = List.copyOf(counts);
        }

        boolean isOf(String host, String origin) {
            return hostCountry.equals(host) && originCountry.equals(origin);
        }
    }

    /** One number. */
    record Cell(Sex sex, AgeGroup ageGroup, int count) {
    }

    /** Statistics hear the whole count of one direction. */
    record Counted(Direction direction) {
    }

    static NonVictimReturns none(String month, String checkpoint) {
        return new NonVictimReturns(month, checkpoint, 0, List.of());
    }

    /**
     * Takes a count.
     *
     * @param supersedes version of the count that this one corrects; none for a first one
     */
    Decision<NonVictimReturns, Counted> count(String host, String origin, List<Cell> counts,
            @Nullable Integer supersedes, Instant at) {
        Set<List<Object>> seen = new HashSet<>();
        for (Cell cell : counts) {
            if (!seen.add(List.of(cell.sex(), cell.ageGroup()))) {
                return Decision.refuse(Rejection.invalid("count-twice", "sex", cell.sex().name(),
                        "ageGroup", cell.ageGroup().name()));
            }
        }
        Optional<Direction> before = directions.stream().filter(known -> known.isOf(host, origin)).findFirst();
        int known = before.map(Direction::version).orElse(0);
        if (known != (supersedes == null ? 0 : supersedes)) {
            return Decision.refuse(Rejection.conflict("count-already-reported", "month", month,
                    "checkpoint", checkpoint, "version", Integer.toString(known)));
        }
        Direction next = new Direction(host, origin, version + 1, at, counts);
        return Decision.accept(new NonVictimReturns(month, checkpoint, version + 1,
                Stream.concat(directions.stream().filter(other -> !other.isOf(host, origin)), Stream.of(next))
                        .toList()), List.of(new Counted(next)));
    }
}
