package org.safereturn.caseservice.casefile.model;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.safereturn.access.testing.SampleDeadlines;
import org.safereturn.access.work.OpenItem;
import org.safereturn.caseservice.casefile.events.CaseWork;
import org.safereturn.caseservice.consent.model.Consents;
import org.safereturn.caseservice.witness.model.WitnessState;
import org.safereturn.caseservice.witness.model.WitnessStep;
import org.safereturn.messaging.event.Journey;
import org.safereturn.messaging.event.Officer;
import org.safereturn.messaging.event.Party;
import org.safereturn.messaging.outcome.Decision;
import org.safereturn.messaging.outcome.Rejection;
import org.safereturn.work.v1.WorkList;

import static org.assertj.core.api.Assertions.assertThat;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.NOW;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.OFFICER;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.PERSON;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.ROUTING;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.START;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.SUPERVISOR;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.TODAY;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.accepted;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.after;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.arrivedFile;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.childOpening;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.events;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.fact;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.opened;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.opening;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.referral;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.referredFile;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.refusal;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.rule;

/** Two cases that prove to be of one person. */
class MergeTest {

    private static final String SURVIVOR = "00000000-0000-4000-8000-000000000002";
    private static final Officer SECOND = new Officer("th-supervisor-2", "SUPERVISOR", "TH-UNIT-1", "TH");

    @Test
    void two_officers_end_a_case_and_what_was_recorded_in_it_stays() {
        CaseFile proposed = accepted(propose(referredFile(), referredFile()));
        assertThat(proposed.stage()).isEqualTo(Stage.REFERRED);
        assertThat(events(propose(referredFile(), referredFile()))).as("nothing changes before the second officer").isEmpty();
        Decision<CaseFile, CaseEvent> confirmed = confirm(proposed, referredFile(), SUPERVISOR);
        CaseFile merged = accepted(confirmed);
        assertThat(merged.stage()).isEqualTo(Stage.DUPLICATE_MERGED);
        assertThat(merged.merge()).isEqualTo(new CaseMerge(SURVIVOR, MergeReason.SAME_DOCUMENT, false, OFFICER, NOW.at(),
                SUPERVISOR, NOW.at()));
        assertThat(merged.consents()).isEqualTo(referredFile().consents());
        assertThat(merged.identity()).isEqualTo(referredFile().identity());
        assertThat(events(confirmed)).hasExactlyElementsOfTypes(CaseEvent.CaseStandingRecorded.class, CaseEvent.CaseMerged.class)
                .contains(new CaseEvent.CaseMerged(NOW.at(), SUPERVISOR, SURVIVOR, MergeReason.SAME_DOCUMENT));
    }

    @Test
    void a_merge_crosses_the_border_for_a_case_that_was_referred_only() {
        CaseFile proposed = accepted(propose(opened(), opened()));
        Decision<CaseFile, CaseEvent> confirmed = confirm(proposed, opened(), SUPERVISOR);
        assertThat(events(confirmed)).hasExactlyElementsOfTypes(CaseEvent.CaseStandingRecorded.class);
        assertThat(events(accepted(confirmed).hear(referral(Consents.stated(opened().consents()), START.plusSeconds(60)), NOW)))
                .as("a referral that was sent meanwhile").contains(new CaseEvent.CaseMerged(NOW.at(), SUPERVISOR, SURVIVOR,
                        MergeReason.SAME_DOCUMENT));
    }

    @Test
    void who_proposed_a_merge_does_not_confirm_it() {
        CaseFile proposed = accepted(opened().proposeMerge(survivor(opened()), MergeReason.PERSON_SAYS_SO, false, SUPERVISOR, NOW));
        assertThat(refusal(confirm(proposed, opened(), SUPERVISOR)).kind()).isEqualTo(Rejection.Kind.FORBIDDEN);
        assertThat(rule(confirm(proposed, opened(), SUPERVISOR))).isEqualTo("merge-by-same-officer");
        assertThat(accepted(confirm(proposed, opened(), SECOND)).merged()).isTrue();
    }

    @Test
    void only_what_was_proposed_is_confirmed_and_the_officer_sees_both() {
        assertThat(rule(confirm(opened(), opened(), SUPERVISOR))).isEqualTo("no-merge-proposed");
        CaseFile proposed = accepted(propose(opened(), opened()));
        assertThat(rule(proposed.confirmMerge(null, SUPERVISOR, NOW))).isEqualTo("merge-survivor-unknown");
        assertThat(rule(proposed.confirmMerge(new CaseMerge.Survivor("another", opened()), SUPERVISOR, NOW)))
                .isEqualTo("merge-survivor-unknown");
        assertThat(rule(propose(proposed, opened()))).isEqualTo("merge-already-proposed");
        assertThat(rule(propose(opened(), proposed))).as("the other one is to end too").isEqualTo("merge-already-proposed");
        CaseFile down = accepted(proposed.turnDownMerge(SUPERVISOR, NOW));
        assertThat(down.merge()).isNull();
        assertThat(down.stage()).isEqualTo(opened().stage());
        assertThat(down.acts()).as("who proposed it and who turned it down stays").containsExactly(
                new Act(ActKind.OPENED, START, OFFICER), new Act(ActKind.MERGE_PROPOSED, NOW.at(), OFFICER),
                new Act(ActKind.MERGE_TURNED_DOWN, NOW.at(), SUPERVISOR));
        assertThat(rule(down.turnDownMerge(SUPERVISOR, NOW))).isEqualTo("no-merge-proposed");
    }

    @ParameterizedTest
    @EnumSource(value = FactKind.class, names = {"RETURN_PROPOSED", "RETURN_CONFIRMED", "HANDED_OVER"})
    void a_case_whose_return_is_under_way_does_not_end_in_favour_of_another_one(FactKind kind) {
        CaseFile returning = referredFile().evolve(fact(kind, START.plusSeconds(90)));
        assertThat(rule(propose(returning, referredFile()))).isEqualTo("merge-return-under-way");
        assertThat(rule(propose(returning, returning))).as("two returns are never joined").isEqualTo("merge-return-under-way");
        assertThat(accepted(propose(referredFile(), returning)).merge()).isNotNull();
        CaseFile proposed = accepted(propose(referredFile(), referredFile()));
        assertThat(rule(confirm(proposed.evolve(fact(kind, START.plusSeconds(90))), referredFile(), SUPERVISOR)))
                .isEqualTo("merge-return-under-way");
    }

    @ParameterizedTest
    @CsvSource({"REFERRAL_DECLINED", "REFERRAL_WITHDRAWN"})
    void no_case_ends_in_favour_of_one_that_has_ended(FactKind kind) {
        CaseFile over = referredFile().evolve(fact(kind, START.plusSeconds(90)));
        assertThat(rule(propose(referredFile(), over))).isEqualTo("merge-survivor-over");
        assertThat(accepted(propose(over, referredFile())).merge()).as("the duplicate may have been declined").isNotNull();
        CaseFile closed = accepted(opened().end(EndingReason.PERSON_LEFT, null, SUPERVISOR, NOW));
        assertThat(rule(propose(closed, opened()))).isEqualTo("case-closed");
        assertThat(rule(propose(opened(), closed))).isEqualTo("merge-survivor-over");
        assertThat(rule(propose(opened(), merged()))).isEqualTo("merge-survivor-over");
    }

    @Test
    void the_case_that_goes_on_is_one_that_the_other_country_knows_if_it_knows_the_duplicate() {
        assertThat(rule(propose(referredFile(), opened()))).isEqualTo("merge-survivor-not-referred");
        CaseFile elsewhere = accepted(CaseFile.open(opening(IdentificationOutcome.VICTIM, "VN", WishToReturn.YES, List.of()),
                PERSON, ROUTING, OFFICER, NOW));
        assertThat(rule(propose(referredFile(), elsewhere))).isEqualTo("merge-survivor-not-referred");
        assertThat(accepted(propose(opened(), referredFile())).merge()).isNotNull();
        assertThat(rule(propose(arrivedFile(), opened()))).as("a case of the other host").isEqualTo("wrong-side");
        assertThat(rule(propose(opened(), arrivedFile()))).isEqualTo("wrong-side");
    }

    @Test
    void another_sex_or_age_is_no_merge_unless_the_officer_says_so() {
        CaseFile boy = accepted(CaseFile.open(childOpening(), PERSON, ROUTING, OFFICER, NOW));
        assertThat(rule(propose(opened(), boy))).isEqualTo("merge-difference");
        CaseFile said = accepted(opened().proposeMerge(survivor(boy), MergeReason.SAME_PHOTO, true, OFFICER, NOW));
        assertThat(accepted(confirm(said, boy, SUPERVISOR)).merged()).isTrue();
        assertThat(accepted(propose(opened(), withoutAge())).merge()).as("what is not known contradicts nothing").isNotNull();
    }

    @Test
    void no_case_ends_before_the_other_one_has_what_the_person_last_said_about_testifying() {
        CaseFile willing = says(opened(), WitnessState.WILLING, TODAY);
        assertThat(rule(propose(willing, opened()))).isEqualTo("merge-witness-behind");
        assertThat(rule(propose(willing, says(opened(), WitnessState.WILLING, TODAY.minusDays(1)))))
                .as("said before").isEqualTo("merge-witness-behind");
        assertThat(rule(propose(willing, says(opened(), WitnessState.UNWILLING, TODAY))))
                .as("another word of the same day").isEqualTo("merge-witness-behind");
        assertThat(accepted(propose(willing, says(opened(), WitnessState.WILLING, TODAY))).merge()).isNotNull();
        assertThat(accepted(propose(says(opened(), WitnessState.WILLING, TODAY.minusDays(1)),
                says(opened(), WitnessState.UNWILLING, TODAY))).merge()).as("said later").isNotNull();
        CaseFile unwilling = says(opened(), WitnessState.UNWILLING, TODAY);
        CaseFile stopped = says(says(opened(), WitnessState.WILLING, TODAY.minusDays(1)), WitnessState.STOPPED, TODAY);
        assertThat(accepted(propose(unwilling, stopped)).merge()).as("a no is a no").isNotNull();
        assertThat(accepted(propose(says(opened(), WitnessState.UNDECIDED, TODAY), stopped)).merge()).as("a no ends a doubt").isNotNull();
        assertThat(rule(propose(stopped, says(opened(), WitnessState.UNDECIDED, TODAY)))).isEqualTo("merge-witness-behind");
        CaseFile works = says(says(opened(), WitnessState.WILLING, TODAY.minusDays(1)), WitnessState.COOPERATING, TODAY.minusDays(1));
        assertThat(accepted(propose(willing, works)).merge()).as("a yes is in the work with the prosecution").isNotNull();
        assertThat(rule(propose(stopped, works))).as("and a later no is not").isEqualTo("merge-witness-behind");
        assertThat(accepted(propose(opened(), willing)).merge()).as("nobody asked in the one that ends").isNotNull();
        CaseFile proposed = accepted(propose(opened(), opened()));
        assertThat(rule(confirm(says(proposed, WitnessState.WILLING, TODAY), opened(), SUPERVISOR)))
                .as("said meanwhile").isEqualTo("merge-witness-behind");
        CaseFile merged = accepted(confirm(accepted(propose(willing, willing)), willing, SUPERVISOR));
        assertThat(merged.witness()).as("it stays readable").isEqualTo(willing.witness());
    }

    @Test
    void nothing_but_reading_is_left_of_a_case_that_was_merged() {
        CaseFile merged = merged();
        assertThat(refusal(merged.unlessMerged(() -> merged.end(EndingReason.PERSON_LEFT, null, SUPERVISOR, NOW))))
                .isEqualTo(Rejection.refused("case-merged", "case", SURVIVOR));
        assertThat(accepted(opened().unlessMerged(() -> opened().end(EndingReason.PERSON_LEFT, null, SUPERVISOR, NOW))).stage())
                .isEqualTo(Stage.CLOSED);
        assertThat(CaseWork.of(merged, SampleDeadlines.NONE)).isEmpty();
        assertThat(CaseWork.of(accepted(propose(opened(), opened())), SampleDeadlines.NONE)).extracting(OpenItem::list)
                .contains(WorkList.MERGE_TO_CONFIRM);
    }

    @Test
    void a_person_who_was_handed_over_all_the_same_has_a_case_again() {
        CaseFile there = merged().evolve(fact(FactKind.HANDED_OVER, after(Duration.ofDays(1)).at()));
        assertThat(there.stage()).isEqualTo(Stage.HANDED_OVER);
        assertThat(there.merged()).isFalse();
    }

    @Test
    void the_case_that_goes_on_lists_what_was_merged_into_it_and_two_cases_never_end_in_favour_of_each_other() {
        CaseFile survivor = accepted(opened().takeIn("duplicate", SUPERVISOR, NOW));
        assertThat(accepted(survivor.takeIn("duplicate", SUPERVISOR, NOW)).mergedIn()).containsExactly("duplicate");
        assertThat(survivor.stage()).isEqualTo(opened().stage());
        assertThat(rule(accepted(propose(opened(), opened())).takeIn("duplicate", SUPERVISOR, NOW)))
                .isEqualTo("merge-already-proposed");
        assertThat(rule(merged().takeIn("duplicate", SUPERVISOR, NOW))).isEqualTo("merge-survivor-over");
        CaseFile both = accepted(opened().takeIn(SURVIVOR, SUPERVISOR, NOW));
        assertThat(rule(propose(both, opened()))).isEqualTo("merge-already-proposed");
        CaseFile alone = accepted(survivor.leaveOut("duplicate", SUPERVISOR, NOW));
        assertThat(alone.mergedIn()).isEmpty();
        assertThat(alone.acts()).extracting(Act::kind).endsWith(ActKind.MERGE_TAKEN_IN, ActKind.MERGE_LEFT_OUT);
    }

    @Test
    void the_country_of_origin_hears_which_case_goes_on() {
        CaseFile origin = CaseFile.heardOf(Party.ORIGIN, new Journey("TH", "KH")).evolve(referral(List.of(), START));
        CaseEvent told = new CaseEvent.CaseMerged(START.plusSeconds(90), SUPERVISOR, SURVIVOR, MergeReason.UNKNOWN);
        CaseFile heard = accepted(origin.hear(told, NOW));
        assertThat(heard.stage()).isEqualTo(Stage.DUPLICATE_MERGED);
        assertThat(Optional.ofNullable(heard.merge()).map(CaseMerge::survivor)).contains(SURVIVOR);
    }

    private static CaseFile says(CaseFile file, WitnessState state, LocalDate since) {
        return accepted(file.recordWitness(new WitnessStep.Said(state, since, true, null, null), null, Set.of(), Optional.empty(),
                OFFICER, NOW));
    }

    private static CaseFile merged() {
        return accepted(confirm(accepted(propose(opened(), opened())), opened(), SUPERVISOR));
    }

    private static CaseFile withoutAge() {
        Opening adult = opening();
        return accepted(CaseFile.open(new Opening(adult.nationality(), adult.whereabouts(), adult.identification(), adult.wish(),
                Sex.NOT_STATED, CaseFixtures.group(AgeGroup.NOT_STATED), List.of(), List.of()), PERSON, ROUTING, OFFICER, NOW));
    }

    private static CaseMerge.Survivor survivor(CaseFile file) {
        return new CaseMerge.Survivor(SURVIVOR, file);
    }

    private static Decision<CaseFile, CaseEvent> propose(CaseFile file, CaseFile other) {
        return file.proposeMerge(survivor(other), MergeReason.SAME_DOCUMENT, false, OFFICER, NOW);
    }

    private static Decision<CaseFile, CaseEvent> confirm(CaseFile file, CaseFile other, Officer by) {
        return file.confirmMerge(survivor(other), by, NOW);
    }
}
