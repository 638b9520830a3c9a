package org.safereturn.caseservice.casefile.model;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.safereturn.caseservice.reintegration.model.ReintegrationStatus;
import org.safereturn.caseservice.reintegration.model.ReopeningReason;
import org.safereturn.messaging.event.Journey;
import org.safereturn.messaging.event.Party;
import org.safereturn.messaging.outcome.Decision;

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
import static org.safereturn.caseservice.casefile.model.CaseFixtures.events;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.fact;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.monitoredFile;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.opened;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.opening;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.referral;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.referredFile;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.rule;

/** Every file ends, also that of a person who does not return. */
class EndingTest {

    @ParameterizedTest
    @CsvSource({"REFERRAL_DECLINED, DECLINED", "REFERRAL_WITHDRAWN, WITHDRAWN"})
    void a_referral_that_came_to_nothing_ends_the_file_on_either_side(FactKind kind, EndingReason reason) {
        CaseFile host = referredFile().evolve(fact(kind, START.plusSeconds(90)));
        CaseFile origin = CaseFile.heardOf(Party.ORIGIN, new Journey("TH", "KH")).evolve(referral(List.of(), START))
                .evolve(fact(kind, START.plusSeconds(90)));
        for (CaseFile file : List.of(host, origin)) {
            assertThat(accepted(file.end(reason, null, SUPERVISOR, NOW)).stage()).isEqualTo(Stage.CLOSED);
        }
        assertThat(events(host.end(reason, null, SUPERVISOR, NOW))).singleElement()
                .isInstanceOf(CaseEvent.CaseStandingRecorded.class);
        assertThat(events(origin.end(reason, null, SUPERVISOR, NOW))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"KH, NO, NO_RETURN", "VN, YES, OUT_OF_SCOPE"})
    void a_file_that_never_enters_the_exchange_ends(String nationality, WishToReturn wish, EndingReason reason) {
        CaseFile file = accepted(CaseFile.open(opening(IdentificationOutcome.VICTIM, nationality, wish, List.of()), PERSON,
                ROUTING, OFFICER, NOW));
        assertThat(accepted(file.end(reason, TODAY, SUPERVISOR, NOW)).stage()).isEqualTo(Stage.CLOSED);
    }

    @Test
    void a_person_who_has_left_or_died_ends_a_file_in_which_nothing_is_under_way() {
        assertThat(accepted(opened().end(EndingReason.PERSON_LEFT, null, SUPERVISOR, NOW)).stage()).isEqualTo(Stage.CLOSED);
        assertThat(rule(referredFile().end(EndingReason.DECEASED, null, SUPERVISOR, NOW))).isEqualTo("ending-does-not-fit");
        assertThat(rule(monitoredFile().end(EndingReason.DECEASED, null, SUPERVISOR, NOW)))
                .isEqualTo("ending-does-not-fit");
    }

    @Test
    void a_reason_that_is_not_so_ends_nothing() {
        assertThat(rule(opened().end(EndingReason.DECLINED, null, SUPERVISOR, NOW))).isEqualTo("ending-does-not-fit");
        assertThat(rule(opened().end(EndingReason.PERSON_LEFT, TODAY.plusDays(1), SUPERVISOR, NOW)))
                .isEqualTo("date-in-the-future");
        assertThat(rule(opened().end(EndingReason.PERSON_LEFT, TODAY.minusDays(1), SUPERVISOR, NOW)))
                .isEqualTo("dates-out-of-order");
    }

    @Test
    void a_file_that_ended_is_not_decided_anew_until_it_is_reopened() {
        CaseFile ended = accepted(opened().end(EndingReason.PERSON_LEFT, null, SUPERVISOR, NOW));
        assertThat(rule(ended.identify(opening().identification(), WishToReturn.YES, null, ROUTING, OFFICER, NOW)))
                .isEqualTo("case-closed");
        Decision<CaseFile, CaseEvent> again = ended.reopen(ReopeningReason.NEW_NEED, null, SUPERVISOR, NOW);
        assertThat(accepted(again).stage()).isEqualTo(opened().stage());
        assertThat(events(again)).singleElement().isInstanceOf(CaseEvent.CaseStandingRecorded.class);
        assertThat(rule(ended.reopen(ReopeningReason.NEW_NEED, ReintegrationStatus.RECOVERY, SUPERVISOR, NOW)))
                .isEqualTo("case-not-closed");
    }

    @Test
    void a_decline_that_is_taken_back_takes_up_the_file_that_had_ended_with_it() {
        CaseFile ended = accepted(referredFile().evolve(fact(FactKind.REFERRAL_DECLINED, START.plusSeconds(90)))
                .end(EndingReason.DECLINED, null, SUPERVISOR, NOW));
        assertThat(ended.evolve(fact(FactKind.DECLINE_REVOKED, START.plusSeconds(120))).stage()).isEqualTo(Stage.RECEIVED);
    }

    @Test
    void a_person_who_arrives_all_the_same_takes_up_the_file_that_had_ended() {
        CaseFile ended = accepted(referredFile().evolve(fact(FactKind.REFERRAL_DECLINED, START.plusSeconds(90)))
                .end(EndingReason.DECLINED, null, SUPERVISOR, NOW));
        assertThat(ended.evolve(fact(FactKind.HANDED_OVER, after(Duration.ofDays(9)).at())).stage()).isEqualTo(Stage.HANDED_OVER);
    }
}
