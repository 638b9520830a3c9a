package org.safereturn.caseservice.casefile.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.safereturn.access.scope.CaseScope;
import org.safereturn.caseservice.reintegration.model.NextStep;
import org.safereturn.messaging.event.Officer;
import org.safereturn.messaging.event.Party;

import static org.assertj.core.api.Assertions.assertThat;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.NOW;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.OFFICER;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.ROUTING;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.START;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.fact;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.opening;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.referredFile;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.refusal;

/** The file says of the return what the return itself says. */
class ReturnCourseTest {

    private static final Officer PEER = new Officer("kh-case-1", "CASE_MANAGER", "KH-UNIT-1", "KH");
    private static final String POINT = "KH-POI-PET";
    private static final String OTHER_POINT = "KH-CHAM-YEAM";

    @Test
    void a_return_that_goes_on_is_proposed_or_confirmed_as_it_was_before() {
        CaseFile proposed = after(decided(1, 1), proposed(2, 1, POINT));
        assertThat(proposed.stage()).isEqualTo(Stage.RETURN_PROPOSED);
        CaseFile halted = after(proposed, suspended(Party.HOST, 3));
        assertThat(halted.stage()).isEqualTo(Stage.RETURN_SUSPENDED);
        assertThat(after(halted, resumed(Party.HOST, 4)).stage()).isEqualTo(Stage.RETURN_PROPOSED);
        CaseFile confirmed = after(proposed, agreed(1, POINT), suspended(Party.ORIGIN, 7), resumed(Party.ORIGIN, 8));
        assertThat(confirmed.stage()).isEqualTo(Stage.RETURN_CONFIRMED);
    }

    @ParameterizedTest
    @EnumSource(Party.class)
    void a_suspended_return_that_is_moved_stays_suspended_until_who_suspended_it_lifts_that(Party mover) {
        CaseFile moved = after(after(decided(1, 1), proposed(2, 1, POINT)), agreed(1, POINT), suspended(Party.HOST, 3),
                moved(mover, 9, 2, POINT));
        assertThat(moved.stage()).isEqualTo(Stage.RETURN_SUSPENDED);
        assertThat(after(moved, resumed(Party.HOST, 10)).stage()).as("the other side has not agreed to the new plan")
                .isEqualTo(Stage.RETURN_PROPOSED);
    }

    @Test
    void a_return_that_both_sides_suspended_goes_on_when_both_have_lifted_that() {
        CaseFile halted = after(decided(1, 1), proposed(2, 1, POINT), suspended(Party.HOST, 3), suspended(Party.ORIGIN, 2));
        CaseFile half = after(halted, resumed(Party.HOST, 4));
        assertThat(half.stage()).isEqualTo(Stage.RETURN_SUSPENDED);
        assertThat(after(half, resumed(Party.ORIGIN, 3)).stage()).isEqualTo(Stage.RETURN_PROPOSED);
    }

    @Test
    void a_return_at_a_closed_point_goes_on_by_another_plan_and_by_no_resumption() {
        CaseFile halted = after(decided(1, 1), proposed(2, 1, POINT), agreed(1, POINT), closed(Party.HOST, 1, POINT),
                closed(Party.ORIGIN, 1, POINT));
        assertThat(halted.stage()).isEqualTo(Stage.RETURN_SUSPENDED);
        assertThat(after(halted, resumed(Party.HOST, 4)).stage()).isEqualTo(Stage.RETURN_SUSPENDED);
        CaseFile anew = after(halted, proposed(5, 2, OTHER_POINT));
        assertThat(anew.stage()).isEqualTo(Stage.RETURN_PROPOSED);
        assertThat(after(anew, agreed(2, OTHER_POINT)).stage()).isEqualTo(Stage.RETURN_CONFIRMED);
    }

    @Test
    void who_tries_something_else_is_told_that_a_closed_point_needs_a_new_plan() {
        CaseFile halted = after(decided(1, 1), proposed(2, 1, POINT), closed(Party.ORIGIN, 1, POINT));
        assertThat(next(halted)).isEqualTo(NextStep.MAKE_NEW_PLAN.name());
        assertThat(refusal(halted.end(EndingReason.PERSON_LEFT, null, OFFICER, NOW)).parameters())
                .containsEntry("next", NextStep.MAKE_NEW_PLAN.name());
        assertThat(next(after(halted, suspended(Party.HOST, 3)))).as("what an officer suspended is lifted first")
                .isEqualTo(NextStep.LIFT_SUSPENSION.name());
        assertThat(next(after(halted, proposed(3, 2, OTHER_POINT)))).isEqualTo(NextStep.CONFIRM.name());
        assertThat(next(after(decided(1, 1), proposed(2, 1, POINT), suspended(Party.HOST, 3))))
                .isEqualTo(NextStep.LIFT_SUSPENSION.name());
    }

    private static @Nullable String next(CaseFile file) {
        return refusal(file.identify(opening().identification(), WishToReturn.YES, null, ROUTING, OFFICER, NOW)).parameters()
                .get("next");
    }

    @Test
    void a_closure_of_an_earlier_plan_or_of_the_point_that_was_not_agreed_holds_nothing_up() {
        CaseFile anew = after(decided(1, 1), proposed(2, 1, POINT), proposed(3, 2, OTHER_POINT), closed(Party.ORIGIN, 1, POINT));
        assertThat(anew.stage()).isEqualTo(Stage.RETURN_PROPOSED);
        CaseFile elsewhere = after(decided(1, 1), proposed(2, 1, POINT), closed(Party.HOST, 1, POINT));
        assertThat(elsewhere.stage()).isEqualTo(Stage.RETURN_SUSPENDED);
        assertThat(after(elsewhere, agreed(1, OTHER_POINT)).stage()).isEqualTo(Stage.RETURN_CONFIRMED);
    }

    @Test
    void where_both_sides_move_at_the_same_time_the_plan_of_the_host_counts() {
        CaseFile both = after(decided(1, 1), proposed(2, 1, POINT), moved(Party.ORIGIN, 3, 2, POINT),
                moved(Party.HOST, 3, 2, OTHER_POINT), closed(Party.ORIGIN, 2, POINT));
        assertThat(both.stage()).isEqualTo(Stage.RETURN_PROPOSED);
        assertThat(after(both, moved(Party.ORIGIN, 5, 3, POINT), agreed(2, OTHER_POINT)).stage())
                .as("an agreement to the plan before").isEqualTo(Stage.RETURN_PROPOSED);
    }

    @Test
    void a_newer_result_or_a_decision_against_the_return_takes_an_arranged_return_back_to_the_review() {
        CaseFile arranged = after(result(referredFile(), 1), decided(1, 1), proposed(2, 1, POINT), agreed(1, POINT),
                suspended(Party.HOST, 3));
        CaseFile corrected = result(arranged, 2);
        assertThat(corrected.stage()).isEqualTo(Stage.RETURN_SUSPENDED);
        assertThat(after(corrected, resumed(Party.HOST, 4)).stage()).isEqualTo(Stage.RESULT_ISSUED);
        CaseFile decided = after(corrected, resumed(Party.HOST, 4), decided(5, 2));
        assertThat(decided.stage()).isEqualTo(Stage.RESULT_REVIEWED);
        assertThat(after(decided, moved(Party.ORIGIN, 9, 2, POINT)).stage()).as("there is nothing to move")
                .isEqualTo(Stage.RESULT_REVIEWED);
        assertThat(after(decided, proposed(6, 3, POINT)).stage()).isEqualTo(Stage.RETURN_PROPOSED);
        assertThat(after(arranged, resumed(Party.HOST, 4), new ReturnCourse.Decided(5, false, 1)).stage())
                .isEqualTo(Stage.RESULT_REVIEWED);
    }

    @Test
    void a_decision_that_changes_nothing_of_the_return_leaves_its_plan() {
        assertThat(after(decided(1, 1), proposed(2, 1, POINT), agreed(1, POINT), decided(3, 1)).stage())
                .isEqualTo(Stage.RETURN_CONFIRMED);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void what_is_told_gives_the_same_in_any_order_and_however_often(int seed) {
        List<ReturnCourse.Step> told = new ArrayList<>(List.of(decided(1, 1), proposed(2, 1, POINT), agreed(1, POINT),
                suspended(Party.HOST, 3), moved(Party.ORIGIN, 4, 2, OTHER_POINT), resumed(Party.HOST, 4),
                closed(Party.ORIGIN, 2, OTHER_POINT), decided(5, 2), proposed(6, 3, POINT), closed(Party.HOST, 3, POINT),
                suspended(Party.ORIGIN, 6), resumed(Party.ORIGIN, 7), agreed(3, OTHER_POINT)));
        ReturnCourse inOrder = fold(told);
        assertThat(inOrder.stage()).contains(Stage.RETURN_CONFIRMED);
        told.addAll(List.copyOf(told.subList(0, seed)));
        Collections.shuffle(told, new Random(seed));
        assertThat(fold(told)).isEqualTo(inOrder);
    }

    @Test
    void a_file_of_an_older_release_knows_its_facts_only_until_the_next_plan() {
        CaseFile known = referredFile().evolve(fact(FactKind.RETURN_PROPOSED, START.plusSeconds(70)))
                .evolve(fact(FactKind.RETURN_CONFIRMED, START.plusSeconds(80)));
        assertThat(known.course()).isEqualTo(ReturnCourse.UNKNOWN);
        assertThat(known.stage()).isEqualTo(Stage.RETURN_CONFIRMED);
        assertThat(after(known, moved(Party.HOST, 9, 2, POINT)).stage()).isEqualTo(Stage.RETURN_PROPOSED);
    }

    private static ReturnCourse fold(List<ReturnCourse.Step> told) {
        ReturnCourse course = ReturnCourse.UNKNOWN;
        for (ReturnCourse.Step step : told) {
            course = course.with(step);
        }
        return course;
    }

    private static CaseFile after(ReturnCourse.Step... told) {
        return after(referredFile(), told);
    }

    /** The file after each of these, ten seconds later than the one before. */
    private static CaseFile after(CaseFile before, ReturnCourse.Step... told) {
        CaseFile file = before;
        for (ReturnCourse.Step step : told) {
            Instant at = file.facts().stream().map(Fact::last).max(Instant::compareTo).orElse(START).plusSeconds(10);
            file = file.evolve(new CaseEvent.Happened(at, officer(step), kind(step), CaseScope.NOBODY, 0, 0, step));
        }
        return file;
    }

    private static FactKind kind(ReturnCourse.Step step) {
        return switch (step) {
            case ReturnCourse.Decided _ -> FactKind.RETURN_DECIDED;
            case ReturnCourse.Planned told -> told.number() == 1 ? FactKind.RETURN_PROPOSED : FactKind.RETURN_RESCHEDULED;
            case ReturnCourse.Agreed _ -> FactKind.RETURN_CONFIRMED;
            case ReturnCourse.Halted told -> told.stands() ? FactKind.RETURN_SUSPENDED : FactKind.RETURN_RESUMED;
            case ReturnCourse.Closed _ -> FactKind.RETURN_SUSPENDED;
        };
    }

    private static Officer officer(ReturnCourse.Step step) {
        return switch (step) {
            case ReturnCourse.Decided _ -> OFFICER;
            case ReturnCourse.Agreed _ -> PEER;
            case ReturnCourse.Planned told -> of(told.by());
            case ReturnCourse.Halted told -> of(told.by());
            case ReturnCourse.Closed told -> of(told.by());
        };
    }

    private static Officer of(Party party) {
        return party == Party.HOST ? OFFICER : PEER;
    }

    private static CaseFile result(CaseFile before, int version) {
        Instant at = before.facts().stream().map(Fact::last).max(Instant::compareTo).orElse(START).plusSeconds(10);
        return before.evolve(new CaseEvent.ResultIssued(at, PEER, version, List.of()));
    }

    private static ReturnCourse.Step decided(long version, int resultVersion) {
        return new ReturnCourse.Decided(version, true, resultVersion);
    }

    private static ReturnCourse.Step proposed(long version, int number, String point) {
        return moved(Party.HOST, version, number, point);
    }

    private static ReturnCourse.Step moved(Party by, long version, int number, String point) {
        return new ReturnCourse.Planned(by, version, number, point);
    }

    private static ReturnCourse.Step agreed(int number, String point) {
        return new ReturnCourse.Agreed(number, point);
    }

    private static ReturnCourse.Step suspended(Party by, long version) {
        return new ReturnCourse.Halted(by, version, true);
    }

    private static ReturnCourse.Step resumed(Party by, long version) {
        return new ReturnCourse.Halted(by, version, false);
    }

    private static ReturnCourse.Step closed(Party by, int plan, String point) {
        return new ReturnCourse.Closed(by, plan, point);
    }
}
