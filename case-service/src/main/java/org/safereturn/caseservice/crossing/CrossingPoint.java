package org.safereturn.caseservice.crossing;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.safereturn.access.time.Moment;
import org.safereturn.messaging.event.Officer;
import org.safereturn.messaging.outcome.Decision;
import org.safereturn.messaging.outcome.Rejection;

/**
 * A crossing point as the register has it. Each ministry speaks for its own side, by two administrators. Where the days of
 * two statements of a country overlap, the later one counts; of both countries that which stops persons most, and of two
 * alike that which names another point. A day of which nothing is said is open. Nothing that was said is removed.
 *
 * @param code the same in both countries
 * @param statements of each country in the order of their numbers
 * @param proposal a change that waits for a second administrator; absent while none does
 */
record CrossingPoint(String code, List<Statement> statements, @Nullable Proposal proposal) {

    /** Keeps its own copy. */
    CrossingPoint {
        statements = List.copyOf(statements);
    }

    /**
     * What one ministry says of its side.
     *
     * @param country whose ministry says so
     * @param number among what the country says of this point, from 1
     * @param validFrom first day
     * @param validUntil last day, absent where nobody knows
     * @param alternativeCrossingPoint that can be used instead, absent where none is named
     * @param proposedBy the first administrator; absent where the other country says so
     * @param confirmedBy the second administrator
     */
    record Statement(String country, long number, CrossingStatus status, LocalDate validFrom, @Nullable LocalDate validUntil,
            @Nullable String alternativeCrossingPoint, StatementAuthority authority, @Nullable Officer proposedBy,
            Officer confirmedBy, Instant confirmedAt) {

        boolean covers(LocalDate day) {
            return !day.isBefore(validFrom) && !isOverOn(day);
        }

        boolean isOverOn(LocalDate day) {
            return validUntil != null && validUntil.isBefore(day);
        }
    }

    /** A change that one administrator proposes; as for {@link Statement}. */
    record Proposal(CrossingStatus status, LocalDate validFrom, @Nullable LocalDate validUntil,
            @Nullable String alternativeCrossingPoint, StatementAuthority authority, Officer proposedBy, Instant proposedAt) {
    }

    /** The own ministry said it; the other ministries are told. */
    record Said(Statement statement) {
    }

    /** A point of which nobody has said anything. */
    static CrossingPoint of(String code) {
        return new CrossingPoint(code, List.of(), null);
    }

    /** Whether persons can pass on that day. */
    CrossingStatus statusOn(LocalDate day) {
        return countingOn(day).map(Statement::status).orElse(CrossingStatus.OPEN);
    }

    /** What decides about that day; empty where nobody has said anything about it. */
    Optional<Statement> countingOn(LocalDate day) {
        Map<String, Statement> latest = new LinkedHashMap<>();
        statements.stream().filter(each -> each.covers(day)).forEach(each -> latest.merge(each.country(), each,
                (one, other) -> other.number() > one.number() ? other : one));
        return latest.values().stream().max(Comparator.comparing(Statement::status)
                .thenComparing(each -> each.alternativeCrossingPoint() != null));
    }

    /** What will decide about a later day than this one, and does not decide about this one. */
    List<Statement> upcoming(LocalDate today) {
        Optional<Statement> current = countingOn(today);
        return statements.stream().filter(each -> current.filter(each::equals).isEmpty())
                .filter(each -> countsAfter(each, today)).toList();
    }

    /** It can begin to count only where it begins itself, or on the day after another one ends. */
    private boolean countsAfter(Statement said, LocalDate today) {
        Stream<LocalDate> ends = statements.stream().flatMap(each -> Stream.ofNullable(each.validUntil())
                .map(last -> last.plusDays(1)));
        return Stream.concat(Stream.of(said.validFrom(), today.plusDays(1)), ends)
                .filter(day -> day.isAfter(today) && said.covers(day))
                .anyMatch(day -> countingOn(day).filter(said::equals).isPresent());
    }

    /** An administrator of the own ministry proposes a change. */
    Decision<CrossingPoint, Said> propose(Proposal act, Moment now, Optional<CrossingPoint> alternative) {
        return no(proposal != null, () -> Rejection.conflict("crossing-change-waits"))
                .or(() -> check(act, now, alternative))
                .<Decision<CrossingPoint, Said>>map(Decision::refuse)
                .orElseGet(() -> Decision.accept(new CrossingPoint(code, statements, act), List.of()));
    }

    /**
     * A second administrator confirms it, and it is said. What was right when it was proposed is looked at again.
     *
     * @param country of the own ministry
     */
    Decision<CrossingPoint, Said> confirm(Officer by, String country, Moment now, Optional<CrossingPoint> alternative) {
        Proposal act = proposal;
        if (act == null) {
            return Decision.refuse(Rejection.conflict("no-crossing-change"));
        }
        return no(act.proposedBy().reference().equals(by.reference()),
                () -> Rejection.forbidden("crossing-change-by-same-person"))
                .or(() -> check(act, now, alternative))
                .<Decision<CrossingPoint, Said>>map(Decision::refuse)
                .orElseGet(() -> {
                    Statement said = new Statement(country, latest(country) + 1, act.status(), act.validFrom(),
                            act.validUntil(), act.alternativeCrossingPoint(), act.authority(), act.proposedBy(), by, now.at());
                    return Decision.accept(with(said), List.of(new Said(said)));
                });
    }

    /** An administrator turns the change down, or takes it back. */
    Decision<CrossingPoint, Said> turnDown() {
        return proposal == null ? Decision.refuse(Rejection.conflict("no-crossing-change"))
                : Decision.accept(new CrossingPoint(code, statements, null), List.of());
    }

    /** Takes in what the ministry of another country says, in whatever order it comes. */
    Decision<CrossingPoint, Said> hear(Statement told) {
        boolean known = statements.stream()
                .anyMatch(each -> each.country().equals(told.country()) && each.number() == told.number());
        return Decision.accept(known ? this : new CrossingPoint(code, joined(told), proposal), List.of());
    }

    private CrossingPoint with(Statement said) {
        return new CrossingPoint(code, joined(said), null);
    }

    private List<Statement> joined(Statement more) {
        return Stream.concat(statements.stream(), Stream.of(more))
                .sorted(Comparator.comparing(Statement::country).thenComparingLong(Statement::number)).toList();
    }

    private long latest(String country) {
        return statements.stream().filter(each -> each.country().equals(country)).mapToLong(Statement::number).max().orElse(0);
    }

    private Optional<Rejection> check(Proposal act, Moment now, Optional<CrossingPoint> alternative) {
        LocalDate from = act.validFrom();
        LocalDate until = act.validUntil();
        LocalDate first = from.isBefore(now.today()) ? now.today() : from;
        return no(until != null && until.isBefore(from), () -> Rejection.invalid("period-reversed", "from", from.toString(),
                "to", String.valueOf(until)))
                .or(() -> now.notOver("validUntil", until))
                .or(() -> now.plannable("validFrom", from))
                .or(() -> now.plannable("validUntil", until))
                .or(() -> no(act.alternativeCrossingPoint() != null && act.status() == CrossingStatus.OPEN,
                        () -> Rejection.invalid("alternative-without-need", "field", "alternativeCrossingPoint")))
                .or(() -> no(code.equals(act.alternativeCrossingPoint()),
                        () -> Rejection.invalid("alternative-same-point", "field", "alternativeCrossingPoint")))
                .or(() -> alternative.filter(other -> other.statusOn(first).closes())
                        .map(other -> Rejection.refused("alternative-closed", "code", other.code(), "date", first.toString())));
    }

    private static Optional<Rejection> no(boolean violated, Supplier<Rejection> rejection) {
        return violated ? Optional.of(rejection.get()) : Optional.empty();
    }
}
