package org.safereturn.caseservice.nonvictim;

import java.time.Instant;
import java.util.List;

import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.safereturn.caseservice.casefile.model.AgeGroup;
import org.safereturn.caseservice.casefile.model.Sex;
import org.safereturn.caseservice.nonvictim.NonVictimReturns.Cell;
import org.safereturn.caseservice.nonvictim.NonVictimReturns.Counted;
import org.safereturn.events.TopicCatalogue;
import org.safereturn.messaging.event.EventDraft;
import org.safereturn.messaging.outcome.Decision;
import org.safereturn.stats.v1.NonVictimReturnsCounted;

import static org.assertj.core.api.Assertions.assertThat;

class NonVictimReturnsTest {

    private static final Instant NOW = Instant.parse("2026-11-23T05:00:00Z");
    private static final List<Cell> THREE = List.of(new Cell(Sex.MALE, AgeGroup.AGE_18_59, 3));
    private static final List<Cell> FIVE = List.of(new Cell(Sex.MALE, AgeGroup.AGE_18_59, 5));
    private static final NonVictimReturns NONE = NonVictimReturns.none("2026-11", "KH-POI-PET");

    @Test
    void a_second_count_of_the_same_month_and_checkpoint_is_never_added() {
        NonVictimReturns first = accepted(NONE.count("TH", "KH", THREE, null, NOW));
        assertThat(rule(first.count("TH", "KH", FIVE, null, NOW))).isEqualTo("count-already-reported");
    }

    @Test
    void a_corrected_count_supersedes_the_version_it_names() {
        NonVictimReturns first = accepted(NONE.count("TH", "KH", THREE, null, NOW));
        NonVictimReturns second = accepted(first.count("TH", "KH", FIVE, 1, NOW));
        assertThat(second.directions()).singleElement().satisfies(direction -> {
            assertThat(direction.counts()).isEqualTo(FIVE);
            assertThat(direction.version()).isEqualTo(2);
        });
        assertThat(rule(second.count("TH", "KH", THREE, 1, NOW))).isEqualTo("count-already-reported");
    }

    @Test
    void a_correction_of_what_was_never_counted_is_refused() {
        assertThat(rule(NONE.count("TH", "KH", THREE, 1, NOW))).isEqualTo("count-already-reported");
    }

    @Test
    void the_two_directions_are_counted_apart() {
        NonVictimReturns first = accepted(NONE.count("TH", "KH", THREE, null, NOW));
        NonVictimReturns both = accepted(first.count("KH", "TH", FIVE, null, NOW));
        assertThat(both.directions()).hasSize(2);
    }

    @Test
    void each_combination_stands_once() {
        assertThat(rule(NONE.count("TH", "KH", List.of(THREE.getFirst(), FIVE.getFirst()), null, NOW)))
                .isEqualTo("count-twice");
    }

    @Test
    void statistics_hear_the_whole_count_and_nothing_about_a_person() {
        NonVictimReturns state = accepted(NONE.count("TH", "KH", THREE, null, NOW));
        List<EventDraft> drafts = new NonVictimReturnsTranslator(TopicCatalogue.load(), "KH").translate(
                "2026-11|KH-POI-PET", state, 7, new Counted(state.directions().getFirst()));
        assertThat(drafts).singleElement().satisfies(draft -> {
            assertThat(draft.topic()).isEqualTo("kh.stats.case.v1");
            assertThat(draft.key()).isEqualTo("2026-11|KH-POI-PET");
            assertThat(draft.recipient()).isEmpty();
            assertThat(draft.statRef()).isEmpty();
            assertThat(((NonVictimReturnsCounted) draft.body()).getCounts()).singleElement()
                    .satisfies(count -> assertThat(count.getCount()).isEqualTo(3));
        });
        assertThat(NonVictimReturnsCounted.getClassSchema().getFields()).extracting(Schema.Field::name)
                .doesNotContain("caseRef", "statRef");
    }

    @Test
    void national_forms_are_counted_and_nobody_is_told() {
        NationalForms forms = new NationalForms("2026-11", NationalForms.Reason.NEVER_LEFT, 0);
        assertThat(forms.oneMore()).isEqualTo(Decision.accept(
                new NationalForms("2026-11", NationalForms.Reason.NEVER_LEFT, 1), List.of()));
    }

    private static NonVictimReturns accepted(Decision<NonVictimReturns, Counted> decision) {
        return switch (decision) {
            case Decision.Accepted<NonVictimReturns, Counted> accepted -> accepted.state();
            case Decision.Refused<NonVictimReturns, Counted> refused ->
                throw new AssertionError(refused.rejection());
        };
    }

    private static String rule(Decision<NonVictimReturns, Counted> decision) {
        return switch (decision) {
            case Decision.Accepted<NonVictimReturns, Counted> accepted -> throw new AssertionError(accepted.state());
            case Decision.Refused<NonVictimReturns, Counted> refused -> refused.rejection().rule();
        };
    }
}
