package org.safereturn.caseservice.casefile.model;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.safereturn.access.time.Correction;
import org.safereturn.access.time.Moment;
import org.safereturn.caseservice.reintegration.model.ClosureReason;
import org.safereturn.caseservice.reintegration.model.Region;
import org.safereturn.caseservice.reintegration.model.ReintegrationStats;
import org.safereturn.caseservice.reintegration.model.ReintegrationStatus;
import org.safereturn.caseservice.reintegration.model.ShelterState;
import org.safereturn.caseservice.reintegration.model.Support;
import org.safereturn.caseservice.reintegration.model.SupportCategory;
import org.safereturn.caseservice.reintegration.model.SupportState;
import org.safereturn.caseservice.witness.model.WitnessState;
import org.safereturn.caseservice.witness.model.WitnessStep;
import org.safereturn.messaging.aggregate.StateMapper;
import org.safereturn.messaging.event.Journey;
import org.safereturn.messaging.event.Officer;
import org.safereturn.messaging.event.Party;
import org.safereturn.messaging.outcome.Decision;
import org.safereturn.messaging.sealing.Sealed;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.ALL_REGIONS;
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
import static org.safereturn.caseservice.casefile.model.CaseFixtures.closure;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.events;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.fact;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.managedFile;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.monitoredFile;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.opened;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.referredFile;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.refusal;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.rule;

/** What a person says about testifying, and what does not depend on it. */
class WitnessTest {

    private static final Officer CASE_MANAGER = new Officer("th-case-9", "CASE_MANAGER", "TH-UNIT-1", "TH");
    private static final Correction.Reason TYPED = Correction.Reason.TYPING_FAULT;
    /** How a file comes there. */
    private static final Map<WitnessState, List<WitnessState>> WAYS = Map.of(
            WitnessState.NOT_ASKED, List.of(),
            WitnessState.WILLING, List.of(WitnessState.WILLING),
            WitnessState.UNWILLING, List.of(WitnessState.UNWILLING),
            WitnessState.UNDECIDED, List.of(WitnessState.UNDECIDED),
            WitnessState.COOPERATING, List.of(WitnessState.WILLING, WitnessState.COOPERATING),
            WitnessState.PROCEEDINGS_HOLD, List.of(WitnessState.WILLING, WitnessState.PROCEEDINGS_HOLD),
            WitnessState.COMPLETED, List.of(WitnessState.WILLING, WitnessState.COOPERATING, WitnessState.COMPLETED),
            WitnessState.STOPPED, List.of(WitnessState.WILLING, WitnessState.STOPPED));

    @ParameterizedTest
    @CsvSource({
        "NOT_ASKED, WILLING UNWILLING UNDECIDED",
        "UNDECIDED, WILLING UNWILLING",
        "UNWILLING, WILLING",
        "WILLING, COOPERATING PROCEEDINGS_HOLD STOPPED",
        "COOPERATING, PROCEEDINGS_HOLD COMPLETED STOPPED",
        "PROCEEDINGS_HOLD, COOPERATING COMPLETED STOPPED",
        "COMPLETED, WILLING",
        "STOPPED, WILLING"})
    void one_step_follows_on_another_as_proposed(WitnessState from, String permitted) {
        CaseFile file = in(opened(), from);
        List<WitnessState> next = Arrays.stream(permitted.split(" ", -1)).map(WitnessState::valueOf).toList();
        assertThat(file.witness().state()).isEqualTo(from);
        assertThat(file.witnessNext()).containsExactlyInAnyOrderElementsOf(next);
        for (WitnessState to : WitnessState.values()) {
            if (next.contains(to)) {
                assertThat(accepted(says(file, to)).witness().state()).isEqualTo(to);
            } else {
                assertThat(rule(says(file, to))).as(to.name()).isEqualTo("witness-order");
            }
        }
        assertThat(refusal(says(file, WitnessState.NOT_ASKED)).parameters()).containsEntry("cooperation", from.name());
    }

    /** Scenario 8: willing to testify, changes mind. */
    @Test
    void scenario_8_a_person_was_willing_and_changes_mind_the_region_is_stopped_and_assistance_is_unchanged() {
        CaseFile helped = accepted(managedFile().count(supports(), null, ALL_REGIONS, OFFICER, NOW));
        CaseFile willing = accepted(says(helped, WitnessState.WILLING));
        Decision<CaseFile, CaseEvent> changed = says(willing, WitnessState.STOPPED);
        CaseFile stopped = accepted(changed);
        assertThat(stopped.witness().state()).isEqualTo(WitnessState.STOPPED);
        assertThat(stopped).usingRecursiveComparison().ignoringFields("witness").isEqualTo(helped);
        assertThat(events(changed)).as("the own services hear the state and nobody else anything").containsExactly(
                new CaseEvent.WitnessCooperationStateChanged(NOW.at(), CASE_MANAGER, WitnessState.STOPPED, TODAY));
    }

    @ParameterizedTest
    @EnumSource(value = WitnessState.class, names = {"WILLING", "UNWILLING", "UNDECIDED", "COOPERATING", "COMPLETED", "STOPPED"})
    void supports_reintegration_visits_and_closure_are_the_same_whatever_a_person_says(WitnessState state) {
        CaseFile plain = managedFile();
        CaseFile file = in(plain, state);
        assertThat(file).usingRecursiveComparison().ignoringFields("witness").isEqualTo(plain);
        assertThat(events(file.count(supports(), null, ALL_REGIONS, OFFICER, NOW)))
                .isNotEmpty().isEqualTo(events(plain.count(supports(), null, ALL_REGIONS, OFFICER, NOW)));
        assertThat(events(file.report(ReintegrationStatus.REINTEGRATION, TODAY, null, OFFICER, NOW)))
                .isEqualTo(events(plain.report(ReintegrationStatus.REINTEGRATION, TODAY, null, OFFICER, NOW)));
        CaseFile followed = in(monitoredFile(), state);
        assertThat(events(followed.visit(CaseFixtures.visited(2), null, OFFICER, NOW)))
                .isEqualTo(events(monitoredFile().visit(CaseFixtures.visited(2), null, OFFICER, NOW)));
        Decision<CaseFile, CaseEvent> closed = followed.close(closure(ClosureReason.REINTEGRATED), SUPERVISOR, NOW);
        assertThat(accepted(closed).stage()).isEqualTo(Stage.CLOSED);
        assertThat(events(closed)).isEqualTo(events(monitoredFile().close(closure(ClosureReason.REINTEGRATED), SUPERVISOR, NOW)));
    }

    @ParameterizedTest
    @EnumSource(value = WitnessState.class, mode = EnumSource.Mode.EXCLUDE, names = "UNKNOWN")
    void before_the_return_nothing_of_the_case_changes_either_and_a_wait_for_proceedings_holds_nobody(WitnessState state) {
        CaseFile file = in(referredFile(), state);
        assertThat(file).usingRecursiveComparison().ignoringFields("witness").isEqualTo(referredFile());
        for (FactKind kind : List.of(FactKind.RETURN_PROPOSED, FactKind.RETURN_CONFIRMED, FactKind.HANDED_OVER)) {
            file = file.evolve(fact(kind, START.plusSeconds(90)));
            assertThat(file.stage()).isEqualTo(kind.stage().orElseThrow());
        }
        assertThat(file.witness().state()).isEqualTo(state);
    }

    @Test
    void a_return_can_wait_at_the_host_only_and_before_the_handover() {
        CaseFile home = in(managedFile(), WitnessState.COOPERATING);
        assertThat(home.witnessNext()).containsExactlyInAnyOrder(WitnessState.COMPLETED, WitnessState.STOPPED);
        assertThat(rule(says(home, WitnessState.PROCEEDINGS_HOLD))).isEqualTo("wrong-side");
        assertThat(Objects.requireNonNull(refusal(says(home, WitnessState.UNDECIDED)).parameters().get("nextCooperation")))
                .contains("STOPPED").doesNotContain("PROCEEDINGS_HOLD");
        for (FactKind gone : List.of(FactKind.HANDED_OVER, FactKind.ARRIVED)) {
            CaseFile file = in(referredFile(), WitnessState.COOPERATING).evolve(fact(gone, START.plusSeconds(90)));
            assertThat(file.witnessNext()).doesNotContain(WitnessState.PROCEEDINGS_HOLD);
            assertThat(rule(says(file, WitnessState.PROCEEDINGS_HOLD))).isEqualTo("already-handed-over");
        }
        CaseFile waited = in(referredFile(), WitnessState.PROCEEDINGS_HOLD)
                .evolve(fact(FactKind.HANDED_OVER, START.plusSeconds(90)));
        assertThat(waited.witnessCorrections()).contains(WitnessState.PROCEEDINGS_HOLD);
        assertThat(accepted(waited.recordWitness(saying(WitnessState.PROCEEDINGS_HOLD), TYPED, ALL_REGIONS, Optional.empty(),
                CASE_MANAGER, NOW)).witness().steps()).hasSize(3);
        assertThat(accepted(says(waited, WitnessState.STOPPED)).witness().state()).isEqualTo(WitnessState.STOPPED);
    }

    @Test
    void who_is_willing_or_waits_was_told_before_what_it_means_and_a_no_needs_nothing() {
        CaseFile file = opened();
        for (Boolean told : Arrays.asList(null, false)) {
            assertThat(rule(says(file, said(WitnessState.WILLING, null, told, null), NOW))).isEqualTo("witness-not-informed");
            assertThat(rule(says(in(file, WitnessState.WILLING), said(WitnessState.PROCEEDINGS_HOLD, null, told, null), NOW)))
                    .isEqualTo("witness-not-informed");
            for (WitnessState state : List.of(WitnessState.UNWILLING, WitnessState.UNDECIDED)) {
                assertThat(accepted(says(file, said(state, null, told, null), NOW)).witness().state()).isEqualTo(state);
            }
            assertThat(accepted(says(in(file, WitnessState.WILLING), said(WitnessState.STOPPED, null, told, null), NOW))
                    .witness().state()).isEqualTo(WitnessState.STOPPED);
        }
    }

    @Test
    void a_child_says_yes_only_together_with_the_guardian_and_no_alone() {
        CaseFile child = accepted(CaseFile.open(childOpening(), PERSON, ROUTING, OFFICER, NOW));
        for (Boolean agrees : Arrays.asList(null, false)) {
            assertThat(rule(says(child, said(WitnessState.WILLING, null, true, agrees), NOW))).isEqualTo("witness-child-guardian");
        }
        assertThat(accepted(says(child, WitnessState.UNWILLING)).witness().state()).isEqualTo(WitnessState.UNWILLING);
        CaseFile willing = accepted(says(child, said(WitnessState.WILLING, null, true, true), NOW));
        for (WitnessState further : List.of(WitnessState.COOPERATING, WitnessState.PROCEEDINGS_HOLD)) {
            assertThat(rule(says(willing, further))).isEqualTo("witness-child-guardian");
            assertThat(accepted(says(willing, said(further, null, true, true), NOW)).witness().state()).isEqualTo(further);
        }
        assertThat(accepted(says(willing, WitnessState.STOPPED)).witness().state()).isEqualTo(WitnessState.STOPPED);
        LocalDate born = TODAY.minusYears(18);
        Decision<CaseFile, CaseEvent> grown = child.recordWitness(saying(WitnessState.WILLING), null, ALL_REGIONS,
                Optional.of(new Age(born, born, TODAY)), CASE_MANAGER, NOW);
        assertThat(accepted(grown).witness().state()).as("18 today").isEqualTo(WitnessState.WILLING);
        assertThat(rule(child.recordWitness(said(WitnessState.WILLING, TODAY.minusDays(1), true, null), null, ALL_REGIONS,
                Optional.of(new Age(born, born, TODAY)), CASE_MANAGER, NOW))).as("yesterday").isEqualTo("witness-child-guardian");
    }

    @Test
    void each_step_has_its_day_which_lies_neither_ahead_nor_before_the_step_before() {
        Moment later = after(Duration.ofDays(3));
        CaseFile willing = accepted(says(opened(), said(WitnessState.WILLING, TODAY.plusDays(1), true, null), later));
        assertThat(rule(says(willing, said(WitnessState.STOPPED, TODAY, true, null), later))).isEqualTo("dates-out-of-order");
        assertThat(rule(says(willing, said(WitnessState.STOPPED, TODAY.plusDays(5), true, null), later)))
                .isEqualTo("date-in-the-future");
        CaseFile stopped = accepted(says(willing, said(WitnessState.STOPPED, TODAY.plusDays(1), null, null), later));
        assertThat(stopped.witness().steps()).containsExactly(
                new WitnessStep(WitnessState.WILLING, TODAY.plusDays(1), true, null, null, CASE_MANAGER, later.at(), null),
                new WitnessStep(WitnessState.STOPPED, TODAY.plusDays(1), null, null, null, CASE_MANAGER, later.at(), null));
        assertThat(accepted(says(opened(), WitnessState.UNDECIDED)).witness().standing().orElseThrow().since())
                .as("today where no day is said").isEqualTo(TODAY);
    }

    @Test
    void a_correction_takes_the_place_of_the_last_step_which_stays_readable_and_of_no_other() {
        CaseFile willing = accepted(says(opened(), WitnessState.WILLING));
        assertThat(willing.witnessCorrections()).containsExactlyInAnyOrder(WitnessState.WILLING, WitnessState.UNWILLING,
                WitnessState.UNDECIDED);
        Decision<CaseFile, CaseEvent> corrected = corrects(willing, said(WitnessState.UNDECIDED, TODAY.minusDays(2), null, null));
        CaseFile file = accepted(corrected);
        assertThat(file.witness().steps()).extracting(WitnessStep::state)
                .containsExactly(WitnessState.WILLING, WitnessState.UNDECIDED);
        assertThat(Objects.requireNonNull(file.witness().steps().getFirst().correction()))
                .isEqualTo(new Correction(TYPED, CASE_MANAGER, NOW.at()));
        assertThat(events(corrected)).containsExactly(new CaseEvent.WitnessCooperationStateChanged(NOW.at(), CASE_MANAGER,
                WitnessState.UNDECIDED, TODAY.minusDays(2)));
        assertThat(rule(corrects(willing, saying(WitnessState.COOPERATING)))).isEqualTo("witness-order");
        assertThat(rule(corrects(opened(), saying(WitnessState.WILLING)))).isEqualTo("nothing-to-correct");
        assertThat(opened().witnessCorrections()).isEmpty();
        CaseFile on = accepted(says(file, WitnessState.WILLING));
        assertThat(rule(corrects(on, said(WitnessState.WILLING, TODAY.minusDays(3), true, null))))
                .as("the day of what stood before counts, and not of what was wrong").isEqualTo("dates-out-of-order");
        assertThat(accepted(corrects(on, said(WitnessState.WILLING, TODAY.minusDays(2), true, null))).witness().steps()).hasSize(4);
    }

    @ParameterizedTest
    @EnumSource(value = WitnessState.class, names = {"UNWILLING", "STOPPED"})
    void no_correction_takes_back_a_no_and_a_new_word_of_the_person_does(WitnessState no) {
        CaseFile file = in(opened(), no);
        assertThat(file.witnessCorrections()).containsExactly(no);
        assertThat(rule(corrects(file, saying(WitnessState.WILLING)))).isEqualTo("witness-no-stands");
        assertThat(rule(corrects(file, saying(WitnessState.COOPERATING)))).isEqualTo("witness-no-stands");
        assertThat(accepted(corrects(file, saying(no))).witness().state()).as("its day or words").isEqualTo(no);
        assertThat(accepted(says(file, WitnessState.WILLING)).witness().state()).isEqualTo(WitnessState.WILLING);
    }

    @Test
    void it_is_recorded_where_the_country_of_origin_offers_it_and_goes_on_where_it_has_begun() {
        CaseFile home = arrivedFile();
        Set<Region> elsewhere = Set.of(Region.FUND);
        assertThat(home.recordsWitness(elsewhere)).isFalse();
        assertThat(refusal(home.recordWitness(saying(WitnessState.WILLING), null, elsewhere, Optional.empty(), CASE_MANAGER, NOW)))
                .satisfies(refused -> {
                    assertThat(refused.rule()).isEqualTo("region-not-offered");
                    assertThat(refused.parameters()).containsEntry("region", "WITNESS_COOPERATION");
                });
        CaseFile begun = accepted(says(home, WitnessState.WILLING));
        assertThat(begun.recordsWitness(elsewhere)).isTrue();
        assertThat(accepted(begun.recordWitness(saying(WitnessState.STOPPED), null, elsewhere, Optional.empty(), CASE_MANAGER,
                NOW)).witness().state()).isEqualTo(WitnessState.STOPPED);
        assertThat(opened().recordsWitness(Set.of())).as("at the host").isTrue();
        assertThat(rule(says(CaseFile.heardOf(Party.ORIGIN, new Journey("KH", "TH")), WitnessState.WILLING)))
                .isEqualTo("case-not-open");
    }

    @Test
    void a_person_can_say_no_after_the_closure_and_the_case_stays_closed() {
        CaseFile closed = accepted(in(monitoredFile(), WitnessState.COOPERATING).close(closure(ClosureReason.REINTEGRATED),
                SUPERVISOR, NOW));
        CaseFile stopped = accepted(says(closed, WitnessState.STOPPED));
        assertThat(stopped.stage()).isEqualTo(Stage.CLOSED);
        assertThat(stopped.witness().state()).isEqualTo(WitnessState.STOPPED);
        CaseFile ended = accepted(opened().end(EndingReason.PERSON_LEFT, null, SUPERVISOR, NOW));
        assertThat(accepted(says(ended, WitnessState.UNWILLING)).stage()).isEqualTo(Stage.CLOSED);
    }

    @Test
    void what_was_added_in_words_stays_with_its_step_and_is_told_to_nobody() {
        Sealed words = new Sealed("key-1", "sealed-words");
        Decision<CaseFile, CaseEvent> noted = opened().recordWitness(saying(WitnessState.WILLING).adding(words), null,
                ALL_REGIONS, Optional.empty(), CASE_MANAGER, NOW);
        assertThat(accepted(noted).witness().steps().getFirst().note()).isEqualTo(words);
        assertThat(events(noted).toString()).doesNotContain("sealed-words");
    }

    @Test
    void it_is_stored_with_the_file_and_in_a_file_of_an_older_release_nobody_has_asked() {
        JsonMapper mapper = StateMapper.create();
        CaseFile file = in(opened(), WitnessState.STOPPED);
        ObjectNode stored = mapper.valueToTree(file);
        assertThat(mapper.treeToValue(stored, CaseFile.class)).isEqualTo(file);
        stored.remove("witness");
        assertThat(mapper.treeToValue(stored, CaseFile.class)).isEqualTo(opened());
    }

    private static CaseFile in(CaseFile file, WitnessState state) {
        CaseFile next = file;
        for (WitnessState step : WAYS.getOrDefault(state, List.of())) {
            next = accepted(says(next, step));
        }
        return next;
    }

    private static Decision<CaseFile, CaseEvent> says(CaseFile file, WitnessState state) {
        return says(file, saying(state), NOW);
    }

    private static Decision<CaseFile, CaseEvent> says(CaseFile file, WitnessStep.Said said, Moment now) {
        return file.recordWitness(said, null, ALL_REGIONS, Optional.empty(), CASE_MANAGER, now);
    }

    private static Decision<CaseFile, CaseEvent> corrects(CaseFile file, WitnessStep.Said said) {
        return file.recordWitness(said, TYPED, ALL_REGIONS, Optional.empty(), CASE_MANAGER, NOW);
    }

    private static WitnessStep.Said saying(WitnessState state) {
        return said(state, null, true, null);
    }

    private static WitnessStep.Said said(WitnessState state, @Nullable LocalDate since, @Nullable Boolean informed,
            @Nullable Boolean guardianAgrees) {
        return new WitnessStep.Said(state, since, informed, guardianAgrees, null);
    }

    private static ReintegrationStats supports() {
        return new ReintegrationStats(true, TODAY, ShelterState.CHOSEN, null, null, List.of(
                new Support(SupportCategory.LEGAL, SupportState.GRANTED),
                new Support(SupportCategory.SKILLS_TRAINING, SupportState.STARTED)), null);
    }
}
