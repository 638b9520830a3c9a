package org.safereturn.referralservice.standing.model;

import java.time.LocalDate;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.safereturn.access.scope.CaseScope;
import org.safereturn.messaging.event.Journey;
import org.safereturn.referralservice.standing.model.CaseStanding.Route;
import org.safereturn.referralservice.standing.model.Consent.Purpose;

import static org.assertj.core.api.Assertions.assertThat;

class CaseStandingTest {

    private static final Journey JOURNEY = new Journey("AA", "BB");
    private static final LocalDate DAY = LocalDate.of(2026, 11, 20);
    private static final CaseStanding SNAPSHOT =
            new CaseStanding("case", 2, JOURNEY, Route.JOINT, DAY, List.of(consent(Consent.Answer.GIVEN, 2)), CaseScope.NOBODY, null, false, null);

    @Test
    void snapshot_and_withdrawal_give_the_same_standing_in_any_order() {
        List<Consent> withdrawal = List.of(consent(Consent.Answer.WITHDRAWN, 3));
        CaseStanding unknown = CaseStanding.unknown("case", JOURNEY);
        assertThat(unknown.told(SNAPSHOT).consented(withdrawal)).isEqualTo(unknown.consented(withdrawal).told(SNAPSHOT));
        assertThat(unknown.consented(withdrawal).told(SNAPSHOT).consentsTo(Purpose.TRACING, DAY)).isFalse();
    }

    @Test
    void an_older_snapshot_changes_nothing() {
        CaseStanding older = new CaseStanding("case", 1, JOURNEY, Route.HOLD, null, List.of(), CaseScope.NOBODY, null, false, null);
        assertThat(SNAPSHOT.told(older)).isEqualTo(SNAPSHOT);
    }

    @Test
    void whether_the_return_waits_for_proceedings_is_as_it_was_last_told_and_no_snapshot_forgets_it() {
        CaseStanding waits = CaseStanding.unknown("case", JOURNEY).told(new ProceedingsHold(true, DAY, 4));
        assertThat(waits.told(SNAPSHOT).waitsSince()).contains(DAY);
        assertThat(waits.consented(List.of(consent(Consent.Answer.GIVEN, 5))).waitsSince()).contains(DAY);
        CaseStanding over = waits.told(new ProceedingsHold(false, DAY.plusDays(1), 5));
        assertThat(over.waitsSince()).isEmpty();
        assertThat(over.told(new ProceedingsHold(true, DAY, 4))).as("an older record").isEqualTo(over);
    }

    private static Consent consent(Consent.Answer answer, long version) {
        return new Consent(Purpose.TRACING, answer, Consent.Giver.PERSON, DAY, null, version);
    }
}
