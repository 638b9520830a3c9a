package org.safereturn.caseservice.casefile.model;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.safereturn.messaging.event.Party;

/**
 * How the return is arranged, as the referral services of both sides tell it and by the rules by which they keep it: a plan
 * counts until the next one or until it is taken off the table; who suspends lifts, and a new plan lifts nothing; what stands
 * still for a closed crossing point goes on by another plan only. Each side counts what it tells, and each plan has a number, so
 * the same steps give the same in any order and however often one is repeated. A later round of the referral begins it anew.
 *
 * @param decisions of the host, in the order in which it took them
 * @param hostPlan the last plan of the host, absent while none is known here
 * @param originPlan the last plan of the country of origin, which moves one of the host
 * @param agreed the last plan to which the country of origin agreed
 * @param halts the last word of each side's officers on whether the return stands still
 * @param closures the last closed crossing point of which each side told
 * @param resultVersion of the latest tracing result, 0 while none is known here
 * @param round of the referral to which all of it belongs, 0 while nothing was told
 */
public record ReturnCourse(List<Decided> decisions, @Nullable Planned hostPlan, @Nullable Planned originPlan,
        @Nullable Agreed agreed, List<Halted> halts, List<Closed> closures, int resultVersion, int round) {

    /** Nothing was told; so reads a document of an older release too, whose facts alone say how far the return is. */
    public static final ReturnCourse UNKNOWN = new ReturnCourse(List.of(), null, null, null, List.of(), List.of(), 0, 0);

    /** Keeps its own copies of the lists. */
    public ReturnCourse {
        decisions = List.copyOf(decisions);
        halts = List.copyOf(halts);
        closures = List.copyOf(closures);
    }

    /** Something that one side says about the return. */
    public sealed interface Step {
    }

    /**
     * The person and the host decided.
     *
     * @param version of the host's return after it
     * @param toReturn whether the person returns
     * @param resultVersion of the tracing result on which it rests, absent where there was none
     */
    public record Decided(long version, boolean toReturn, @Nullable Integer resultVersion) implements Step {
    }

    /**
     * A plan is on the table.
     *
     * @param by the side that put it there
     * @param version of that side's return after it
     * @param number of the plan, from 1
     * @param crossingPoint code; absent where an older release moved the plan and the point stays
     */
    public record Planned(Party by, long version, int number, @Nullable String crossingPoint) implements Step {
    }

    /**
     * The country of origin agreed.
     *
     * @param number of the plan
     * @param crossingPoint code of the agreed point
     */
    public record Agreed(int number, String crossingPoint) implements Step {
    }

    /**
     * An officer suspended the return, or lifted the suspension.
     *
     * @param by the side of the officer
     * @param version of that side's return after it
     * @param stands whether the return stands still now
     */
    public record Halted(Party by, long version, boolean stands) implements Step {
    }

    /**
     * The return stands still because the crossing point of a plan is closed.
     *
     * @param by the side that says so
     * @param plan number of the plan; another one is not affected
     * @param crossingPoint code of the closed point
     */
    public record Closed(Party by, int plan, String crossingPoint) implements Step {
    }

    /**
     * What is told in a round of the referral: of one before the known one it changes nothing, and in a later one it begins anew.
     *
     * @param told the round, from 1
     */
    ReturnCourse in(int told, UnaryOperator<ReturnCourse> change) {
        if (told < round) {
            return this;
        }
        return change.apply(told == round ? this
                : new ReturnCourse(List.of(), null, null, null, List.of(), List.of(), 0, told));
    }

    ReturnCourse with(Step step) {
        return switch (step) {
            case Decided told -> new ReturnCourse(Stream.concat(
                    decisions.stream().filter(each -> each.version() != told.version()), Stream.of(told))
                    .sorted(Comparator.comparingLong(Decided::version)).toList(),
                    hostPlan, originPlan, agreed, halts, closures, resultVersion, round);
            case Planned told -> told.by() == Party.HOST
                    ? new ReturnCourse(decisions, later(hostPlan, told), originPlan, agreed, halts, closures, resultVersion, round)
                    : new ReturnCourse(decisions, hostPlan, later(originPlan, told), agreed, halts, closures, resultVersion, round);
            case Agreed told -> agreed != null && agreed.number() >= told.number() ? this
                    : new ReturnCourse(decisions, hostPlan, originPlan, told, halts, closures, resultVersion, round);
            case Halted told -> new ReturnCourse(decisions, hostPlan, originPlan, agreed,
                    last(halts, told, Halted::by, Halted::version), closures, resultVersion, round);
            case Closed told -> new ReturnCourse(decisions, hostPlan, originPlan, agreed, halts,
                    last(closures, told, Closed::by, Closed::plan), resultVersion, round);
        };
    }

    ReturnCourse resulted(int version) {
        return version <= resultVersion ? this
                : new ReturnCourse(decisions, hostPlan, originPlan, agreed, halts, closures, version, round);
    }

    private static Planned later(@Nullable Planned known, Planned told) {
        return known != null && known.number() >= told.number() ? known : told;
    }

    /** The last word of each side. */
    private static <T> List<T> last(List<T> known, T told, Function<T, Party> by, ToLongFunction<T> count) {
        boolean older = known.stream().anyMatch(each -> by.apply(each) == by.apply(told)
                && count.applyAsLong(each) > count.applyAsLong(told));
        return older ? known : Stream.concat(known.stream().filter(each -> by.apply(each) != by.apply(told)), Stream.of(told))
                .sorted(Comparator.comparing(by)).toList();
    }

    /** Whether any plan is known here, so that this says how far the return is and not the facts. */
    boolean knowsPlans() {
        return hostPlan != null;
    }

    /**
     * The stage to which the return brings the case; empty while nothing is arranged, and while the host and the person look at
     * a result that is newer than their decision.
     */
    Optional<Stage> stage() {
        Planned plan = onTheTable();
        if (plan == null) {
            return Optional.empty();
        }
        if (heldUp() || closed(plan)) {
            return Optional.of(Stage.RETURN_SUSPENDED);
        }
        return resultVersion > decidedOn() ? Optional.empty()
                : Optional.of(agreedTo(plan) == null ? Stage.RETURN_PROPOSED : Stage.RETURN_CONFIRMED);
    }

    /** Whether nothing but a closed crossing point holds the return up, so that another plan lets it go on. */
    boolean awaitsNewPlan() {
        Planned plan = onTheTable();
        return plan != null && closed(plan) && !heldUp();
    }

    /** A move of the country of origin moves a plan of the host; where both moved at the same time, the host's move counts. */
    private @Nullable Planned onTheTable() {
        Planned own = hostPlan;
        Planned moved = originPlan;
        if (own == null || takenOff(own)) {
            return null;
        }
        return moved != null && moved.number() > own.number() ? moved : own;
    }

    /** A later decision against a return, or on another result, takes the plan off the table. */
    private boolean takenOff(Planned plan) {
        Decided before = null;
        for (Decided decision : decisions) {
            boolean sameBasis = before != null && Objects.equals(before.resultVersion(), decision.resultVersion());
            if (decision.version() > plan.version() && !(decision.toReturn() && sameBasis)) {
                return true;
            }
            before = decision;
        }
        return false;
    }

    private int decidedOn() {
        Integer version = decisions.isEmpty() ? null : decisions.getLast().resultVersion();
        return version == null ? 0 : version;
    }

    /** An agreement counts for a plan of the host only. */
    private @Nullable Agreed agreedTo(Planned plan) {
        Agreed last = agreed;
        return last != null && plan.by() == Party.HOST && last.number() == plan.number() ? last : null;
    }

    private boolean heldUp() {
        return halts.stream().anyMatch(Halted::stands);
    }

    private boolean closed(Planned plan) {
        Agreed last = agreedTo(plan);
        String passing = last == null ? plan.crossingPoint() : last.crossingPoint();
        return closures.stream().anyMatch(closed -> closed.plan() == plan.number()
                && (passing == null || passing.equals(closed.crossingPoint())));
    }
}
