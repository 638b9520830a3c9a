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
            new CaseStanding("case", 2, JOURNEY, Route.JOINT, DAY, List.of(consent(Consent.Answer.GIVEN, 2)), CaseScope.NOBODY, null, false);

    @Test
    void snapshot_and_withdrawal_give_the_same_standing_in_any_order() {
        List<Consent> withdrawal = List.of(consent(Consent.Answer.WITHDRAWN, 3));
        CaseStanding unknown = CaseStanding.unknown("case", JOURNEY);
        assertThat(unknown.told(SNAPSHOT).consented(withdrawal)).isEqualTo(unknown.consented(withdrawal).told(SNAPSHOT));
        assertThat(unknown.consented(withdrawal).told(SNAPSHOT).consentsTo(Purpose.TRACING, DAY)).isFalse();
    }

    @Test
    void an_older_snapshot_changes_nothing() {
        CaseStanding older = new CaseStanding("case", 1, JOURNEY, Route.HOLD, null, List.of(), CaseScope.NOBODY, null, false);
        assertThat(SNAPSHOT.told(older)).isEqualTo(SNAPSHOT);
    }

    private static Consent consent(Consent.Answer answer, long version) {
        return new Consent(Purpose.TRACING, answer, Consent.Giver.PERSON, DAY, null, version);
    }
}
