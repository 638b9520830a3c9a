package org.safereturn.caseservice.crossing;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.safereturn.access.time.Moment;
import org.safereturn.caseservice.crossing.CrossingPoint.Proposal;
import org.safereturn.caseservice.crossing.CrossingPoint.Said;
import org.safereturn.caseservice.crossing.CrossingPoint.Statement;
import org.safereturn.crossing.v1.CrossingPointStatus;
import org.safereturn.crossing.v1.CrossingPointStatusChanged;
import org.safereturn.crossing.v1.EntryAuthority;
import org.safereturn.events.TopicCatalogue;
import org.safereturn.messaging.event.EventDraft;
import org.safereturn.messaging.event.Officer;
import org.safereturn.messaging.outcome.Decision;

import static org.assertj.core.api.Assertions.assertThat;

/** What two administrators may say of a crossing point, and what counts of what both ministries say. */
class CrossingPointTest {

    private static final Instant START = Instant.parse("2026-11-23T01:00:00Z");
    private static final Moment NOW = new Moment(START, ZoneOffset.UTC);
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
    private static final Officer FIRST = new Officer("aa-admin-1", "ADMINISTRATOR", "AA-UNIT", "AA");
    private static final Officer SECOND = new Officer("aa-admin-2", "ADMINISTRATOR", "AA-UNIT", "AA");
    private static final Officer OTHER = new Officer("bb-admin-2", "ADMINISTRATOR", "BB-UNIT", "BB");

    @Test
    void a_point_of_which_nobody_has_said_anything_is_open() {
        assertThat(point().statusOn(TODAY)).isEqualTo(CrossingStatus.OPEN);
        assertThat(point().countingOn(TODAY)).isEmpty();
    }

    @Test
    void a_change_is_proposed_by_one_administrator_and_said_when_another_one_confirms_it() {
        CrossingPoint proposed = proposed(change(CrossingStatus.CLOSED, 0, 3, "OTHER"));
        assertThat(proposed.statusOn(TODAY)).as("nothing changes before").isEqualTo(CrossingStatus.OPEN);
        Decision<CrossingPoint, Said> confirmed = confirm(proposed, SECOND);
        CrossingPoint closed = accepted(confirmed);
        assertThat(closed.statusOn(TODAY)).isEqualTo(CrossingStatus.CLOSED);
        assertThat(closed.proposal()).isNull();
        assertThat(closed.statements()).containsExactly(new Statement("AA", 1, CrossingStatus.CLOSED, TODAY, TODAY.plusDays(3),
                "OTHER", StatementAuthority.OFFICIAL, FIRST, SECOND, START));
        assertThat(((Decision.Accepted<CrossingPoint, Said>) confirmed).events()).containsExactly(
                new Said(closed.statements().getFirst()));
    }

    @Test
    void nobody_confirms_an_own_proposal() {
        assertThat(rule(confirm(proposed(change(CrossingStatus.CLOSED, 0, 3, null)), FIRST)))
                .isEqualTo("crossing-change-by-same-person");
    }

    @Test
    void one_change_waits_at_a_time_and_is_turned_down_or_taken_back_without_a_trace_in_the_register() {
        CrossingPoint proposed = proposed(change(CrossingStatus.CLOSED, 0, 3, null));
        assertThat(rule(proposed.propose(change(CrossingStatus.OPEN, 0, 3, null), NOW, Optional.empty())))
                .isEqualTo("crossing-change-waits");
        CrossingPoint before = accepted(proposed.turnDown());
        assertThat(before).isEqualTo(point());
        assertThat(rule(before.turnDown())).isEqualTo("no-crossing-change");
        assertThat(rule(confirm(before, SECOND))).isEqualTo("no-crossing-change");
    }

    @Test
    void a_period_that_is_over_reversed_or_too_far_ahead_is_refused() {
        assertThat(rule(propose(change(CrossingStatus.CLOSED, -5, -1, null)))).isEqualTo("date-in-the-past");
        assertThat(rule(propose(change(CrossingStatus.CLOSED, 3, 2, null)))).isEqualTo("period-reversed");
        assertThat(rule(propose(change(CrossingStatus.CLOSED, 3000, 3001, null)))).isEqualTo("date-too-far-ahead");
        assertThat(accepted(propose(change(CrossingStatus.CLOSED, -5, 0, null))).proposal()).as("it began before").isNotNull();
        assertThat(accepted(propose(change(CrossingStatus.CLOSED, -5, null, null))).proposal()).as("nobody knows the end")
                .isNotNull();
    }

    @Test
    void a_change_that_is_over_by_now_is_not_confirmed() {
        CrossingPoint proposed = proposed(change(CrossingStatus.CLOSED, 0, 0, null));
        assertThat(rule(proposed.confirm(SECOND, "AA", new Moment(START.plusSeconds(86_400), ZoneOffset.UTC), Optional.empty())))
                .isEqualTo("date-in-the-past");
    }

    @Test
    void the_other_point_is_another_one_that_is_not_closed_and_no_open_point_needs_one() {
        assertThat(rule(propose(change(CrossingStatus.CLOSED, 0, 3, "POINT")))).isEqualTo("alternative-same-point");
        assertThat(rule(propose(change(CrossingStatus.OPEN, 0, 3, "OTHER")))).isEqualTo("alternative-without-need");
        CrossingPoint other = CrossingPoint.of("OTHER");
        CrossingPoint closed = accepted(other.hear(said("BB", 1, CrossingStatus.CLOSED, 2, 4)));
        assertThat(rule(point().propose(change(CrossingStatus.CLOSED, 2, 9, "OTHER"), NOW, Optional.of(closed))))
                .isEqualTo("alternative-closed");
        assertThat(accepted(point().propose(change(CrossingStatus.CLOSED, 0, 9, "OTHER"), NOW, Optional.of(closed))).proposal())
                .as("open when it is needed first").isNotNull();
        CrossingPoint proposed = proposed(change(CrossingStatus.CLOSED, 2, 9, "OTHER"));
        assertThat(rule(proposed.confirm(SECOND, "AA", NOW, Optional.of(closed)))).as("closed meanwhile")
                .isEqualTo("alternative-closed");
    }

    @Test
    void what_a_ministry_says_later_counts_where_the_days_overlap_and_the_stricter_of_both_countries() {
        CrossingPoint closed = accepted(point().hear(said("AA", 1, CrossingStatus.CLOSED, 0, 9)));
        CrossingPoint opened = accepted(closed.hear(said("AA", 2, CrossingStatus.LIMITED, 2, 4)));
        assertThat(opened.statusOn(TODAY.plusDays(1))).isEqualTo(CrossingStatus.CLOSED);
        assertThat(opened.statusOn(TODAY.plusDays(3))).isEqualTo(CrossingStatus.LIMITED);
        assertThat(opened.statusOn(TODAY.plusDays(5))).isEqualTo(CrossingStatus.CLOSED);
        assertThat(opened.statusOn(TODAY.plusDays(10))).isEqualTo(CrossingStatus.OPEN);
        CrossingPoint both = accepted(opened.hear(said("BB", 1, CrossingStatus.CLOSED, 3, 3)));
        assertThat(both.statusOn(TODAY.plusDays(3))).as("the other country lets nobody pass").isEqualTo(CrossingStatus.CLOSED);
        assertThat(accepted(both.hear(said("BB", 2, CrossingStatus.UNKNOWN, 4, 4))).statusOn(TODAY.plusDays(4)).closes())
                .as("a status of a newer release").isTrue();
    }

    @Test
    void what_the_other_ministry_says_is_the_same_in_whatever_order_and_however_often_it_comes() {
        Statement one = said("BB", 1, CrossingStatus.CLOSED, 0, null);
        Statement two = said("BB", 2, CrossingStatus.OPEN, 0, null);
        CrossingPoint forward = accepted(accepted(point().hear(one)).hear(two));
        CrossingPoint backward = accepted(accepted(accepted(point().hear(two)).hear(one)).hear(two));
        assertThat(backward).isEqualTo(forward);
        assertThat(forward.statusOn(TODAY)).isEqualTo(CrossingStatus.OPEN);
        CrossingPoint waiting = accepted(proposed(change(CrossingStatus.CLOSED, 0, 3, null)).hear(one));
        assertThat(waiting.proposal()).as("an own change goes on waiting").isNotNull();
    }

    @Test
    void what_comes_is_told_and_what_never_counts_is_not() {
        Statement closed = said("AA", 1, CrossingStatus.CLOSED, 5, 9);
        Statement over = said("AA", 2, CrossingStatus.OPEN, 5, 9);
        assertThat(accepted(point().hear(closed)).upcoming(TODAY)).containsExactly(closed);
        assertThat(accepted(accepted(point().hear(closed)).hear(over)).upcoming(TODAY)).containsExactly(over);
        assertThat(accepted(point().hear(closed)).upcoming(TODAY.plusDays(5))).as("it counts now").isEmpty();
    }

    @Test
    void the_other_ministries_are_told_once_each_under_the_key_of_the_point_and_nobody_is_named_but_the_second_administrator() {
        CrossingPointTranslator translator = new CrossingPointTranslator(TopicCatalogue.load(), "TH", List.of("KH", "ZZ"));
        Statement said = new Statement("TH", 4, CrossingStatus.CLOSED, TODAY, null, "OTHER", StatementAuthority.OFFICIAL, FIRST,
                SECOND, START);
        List<EventDraft> drafts = translator.translate("POINT", point(), 7, new Said(said));
        assertThat(drafts).extracting(EventDraft::topic).containsOnly("th.exchange.crossing-point.v1");
        assertThat(drafts).extracting(draft -> draft.recipient().orElse("")).containsExactly("KH", "ZZ");
        assertThat(drafts).extracting(EventDraft::statRef).containsOnly(Optional.empty());
        assertThat(drafts).allSatisfy(draft -> {
            assertThat(draft.key()).isEqualTo("POINT");
            CrossingPointStatusChanged body = (CrossingPointStatusChanged) draft.body();
            assertThat(body.getCrossingPoint()).isEqualTo("POINT");
            assertThat(body.getPointVersion()).isEqualTo(4);
            assertThat(body.getStatus()).isEqualTo(CrossingPointStatus.CLOSED);
            assertThat(body.getAuthority()).isEqualTo(EntryAuthority.OFFICIAL);
            assertThat(body.getActor().getReference()).isEqualTo(SECOND.reference());
            assertThat(body.toString()).doesNotContain(FIRST.reference());
        });
        assertThat(CrossingPointTranslator.fromWire((CrossingPointStatusChanged) drafts.getFirst().body()))
                .isEqualTo(new Statement("TH", 4, CrossingStatus.CLOSED, TODAY, null, "OTHER", StatementAuthority.OFFICIAL, null,
                        SECOND, START));
    }

    @Test
    void the_register_and_the_contract_use_the_same_words() {
        assertThat(names(CrossingStatus.values())).containsExactlyInAnyOrderElementsOf(names(CrossingPointStatus.values()));
        assertThat(names(StatementAuthority.values())).containsExactlyInAnyOrderElementsOf(names(EntryAuthority.values()));
    }

    private static List<String> names(Enum<?>[] codes) {
        return Stream.of(codes).map(Enum::name).toList();
    }

    private static CrossingPoint point() {
        return CrossingPoint.of("POINT");
    }

    private static Proposal change(CrossingStatus status, int from, @Nullable Integer until, @Nullable String alternative) {
        return new Proposal(status, TODAY.plusDays(from), until == null ? null : TODAY.plusDays(until), alternative,
                StatementAuthority.OFFICIAL, FIRST, START);
    }

    private static Statement said(String country, long number, CrossingStatus status, int from, @Nullable Integer until) {
        return new Statement(country, number, status, TODAY.plusDays(from), until == null ? null : TODAY.plusDays(until), null,
                StatementAuthority.OFFICIAL, null, OTHER, START);
    }

    private static Decision<CrossingPoint, Said> propose(Proposal act) {
        return point().propose(act, NOW, Optional.empty());
    }

    private static CrossingPoint proposed(Proposal act) {
        return accepted(propose(act));
    }

    private static Decision<CrossingPoint, Said> confirm(CrossingPoint point, Officer by) {
        return point.confirm(by, "AA", NOW, Optional.empty());
    }

    private static CrossingPoint accepted(Decision<CrossingPoint, Said> decision) {
        return switch (decision) {
            case Decision.Accepted<CrossingPoint, Said> done -> done.state();
            case Decision.Refused<CrossingPoint, Said> no -> throw new AssertionError("Refused: " + no.rejection());
        };
    }

    private static String rule(Decision<CrossingPoint, Said> decision) {
        return switch (decision) {
            case Decision.Accepted<CrossingPoint, Said> done -> throw new AssertionError("Accepted: " + done.state());
            case Decision.Refused<CrossingPoint, Said> no -> no.rejection().rule();
        };
    }
}
