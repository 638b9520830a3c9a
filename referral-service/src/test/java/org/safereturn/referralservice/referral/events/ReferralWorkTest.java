package org.safereturn.referralservice.referral.events;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.safereturn.access.deadline.Deadlines;
import org.safereturn.access.deadline.Timer;
import org.safereturn.access.testing.SampleDeadlines;
import org.safereturn.access.work.OpenItem;
import org.safereturn.messaging.event.Journey;
import org.safereturn.referralservice.referral.model.Referral;
import org.safereturn.referralservice.referral.model.ReferralEvent.Acceptance;
import org.safereturn.referralservice.referral.model.ReferralEvent.CompletionRequest;
import org.safereturn.referralservice.referral.model.ReferralEvent.MissingField;
import org.safereturn.referralservice.referral.model.ReferralEvent.Opening;
import org.safereturn.referralservice.referral.model.ReferralEvent.ReferralReceived;
import org.safereturn.referralservice.referral.model.ReferralEvent.ReferralReturnedForCompletion;
import org.safereturn.work.v1.WorkList;

import static org.assertj.core.api.Assertions.assertThat;
import static org.safereturn.referralservice.referral.model.ReferralFixtures.NOW;
import static org.safereturn.referralservice.referral.model.ReferralFixtures.ORIGIN_OFFICER;
import static org.safereturn.referralservice.referral.model.ReferralFixtures.accepted;
import static org.safereturn.referralservice.referral.model.ReferralFixtures.opened;
import static org.safereturn.referralservice.referral.model.ReferralFixtures.received;
import static org.safereturn.referralservice.referral.model.ReferralFixtures.sent;

class ReferralWorkTest {

    private static final Journey JOURNEY = new Journey("AA", "BB");
    private static final CompletionRequest QUESTION =
            new CompletionRequest(ORIGIN_OFFICER, NOW.plusSeconds(60), List.of(new MissingField("person.dateOfBirth", null)), null);

    @Test
    void a_referral_that_came_in_waits_to_be_opened_by_the_addressed_unit_and_every_contact_point() {
        assertThat(ReferralWork.of(received(JOURNEY), SampleDeadlines.NONE)).singleElement().satisfies(item -> {
            assertThat(item.list()).isEqualTo(WorkList.REFERRAL_TO_OPEN);
            assertThat(item.scope().units()).containsExactly("ORIGIN-UNIT");
            assertThat(item.scope().isOffered()).isTrue();
            assertThat(item.since()).isEqualTo(NOW);
        });
        assertThat(ReferralWork.of(sent(JOURNEY), SampleDeadlines.NONE)).isEmpty();
    }

    @Test
    void an_opened_referral_waits_to_be_answered_and_an_accepted_one_waits_no_longer() {
        assertThat(ReferralWork.of(opened(JOURNEY), SampleDeadlines.NONE)).extracting(OpenItem::list).containsExactly(WorkList.REFERRAL_TO_ANSWER);
        Referral taken = accepted(opened(JOURNEY).accept(new Acceptance(ORIGIN_OFFICER, NOW, "ORIGIN-TRACING", null)));
        assertThat(ReferralWork.of(taken, SampleDeadlines.NONE)).isEmpty();
    }

    @Test
    void a_returned_referral_waits_for_the_unit_that_sent_it() {
        Referral returned = sent(JOURNEY).evolve(new ReferralReceived(1, new Opening(ORIGIN_OFFICER, NOW)))
                .evolve(new ReferralReturnedForCompletion(1, QUESTION));
        assertThat(ReferralWork.of(returned, SampleDeadlines.NONE)).singleElement().satisfies(item -> {
            assertThat(item.list()).isEqualTo(WorkList.REFERRAL_TO_COMPLETE);
            assertThat(item.scope().units()).containsExactly("HOST-UNIT");
            assertThat(item.since()).isEqualTo(QUESTION.requestedAt());
        });
        assertThat(ReferralWork.of(accepted(opened(JOURNEY).returnForCompletion(QUESTION)), SampleDeadlines.NONE)).isEmpty();
    }

    @Test
    void the_country_limits_the_opening_and_the_answer_each_from_its_own_beginning() {
        Deadlines deadlines = SampleDeadlines.calendarDays(Map.of(Timer.T_ACK, 2, Timer.T_ACCEPT, 5));
        LocalDate day = LocalDate.ofInstant(NOW, ZoneOffset.UTC);
        assertThat(ReferralWork.of(received(JOURNEY), deadlines)).singleElement().satisfies(item -> {
            assertThat(item.dueOn()).isEqualTo(day.plusDays(2));
            assertThat(item.timer()).isEqualTo(Timer.T_ACK);
        });
        assertThat(ReferralWork.of(opened(JOURNEY), deadlines)).singleElement().satisfies(item -> {
            assertThat(item.dueOn()).isEqualTo(day.plusDays(5));
            assertThat(item.timer()).isEqualTo(Timer.T_ACCEPT);
        });
        assertThat(ReferralTimers.of(sent(JOURNEY))).as("the other side has to act").isEmpty();
        assertThat(ReferralTimers.of(accepted(opened(JOURNEY).returnForCompletion(QUESTION)))).isEmpty();
    }
}
