package org.safereturn.referralservice.repatriation.model;

import java.util.Objects;

import org.junit.jupiter.api.Test;
import org.safereturn.messaging.event.Party;
import org.safereturn.referralservice.repatriation.model.RepatriationEvent.CaseReferredAgain;
import org.safereturn.referralservice.repatriation.model.RepatriationEvent.CaseWithdrawn;
import org.safereturn.referralservice.repatriation.model.RepatriationEvent.RepatriationConfirmed;
import org.safereturn.referralservice.repatriation.model.RepatriationEvent.RepatriationSuspended;
import org.safereturn.referralservice.repatriation.model.RepatriationEvent.ResultKnown;
import org.safereturn.referralservice.repatriation.model.RepatriationEvent.ReturnConsentKnown;
import org.safereturn.referralservice.repatriation.model.RepatriationEvent.ReturnDecisionRecorded;
import org.safereturn.referralservice.repatriation.model.TracingResult.Family;
import org.safereturn.referralservice.repatriation.model.TracingResult.Nationality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.safereturn.referralservice.referral.model.ReferralFixtures.NOW;
import static org.safereturn.referralservice.referral.model.ReferralFixtures.accepted;
import static org.safereturn.referralservice.referral.model.ReferralFixtures.events;
import static org.safereturn.referralservice.repatriation.model.RepatriationFixtures.STRICT;
import static org.safereturn.referralservice.repatriation.model.RepatriationFixtures.confirmation;
import static org.safereturn.referralservice.repatriation.model.RepatriationFixtures.confirmed;
import static org.safereturn.referralservice.repatriation.model.RepatriationFixtures.decision;
import static org.safereturn.referralservice.repatriation.model.RepatriationFixtures.handedOver;
import static org.safereturn.referralservice.repatriation.model.RepatriationFixtures.host;
import static org.safereturn.referralservice.repatriation.model.RepatriationFixtures.originOf;
import static org.safereturn.referralservice.repatriation.model.RepatriationFixtures.plan;
import static org.safereturn.referralservice.repatriation.model.RepatriationFixtures.proposed;
import static org.safereturn.referralservice.repatriation.model.RepatriationFixtures.result;
import static org.safereturn.referralservice.repatriation.model.RepatriationFixtures.suspension;

/** When a case is referred again, its return begins anew. */
class ReturnBegunAnewTest {

    private static final CaseReferredAgain AGAIN = new CaseReferredAgain(NOW, 2);

    @Test
    void what_was_found_decided_and_arranged_before_counts_no_longer_and_stays_readable() {
        Repatriation stopped = confirmed().inRound(1).evolve(new CaseWithdrawn(NOW, 1));
        assertThat(stopped.state()).isEqualTo(RepatriationState.WITHDRAWN);
        Repatriation anew = stopped.evolve(AGAIN);
        assertThat(anew.state()).isEqualTo(RepatriationState.AWAITING_DECISION);
        assertThat(anew.referralRound()).isEqualTo(2);
        assertThat(anew.result()).isNull();
        assertThat(anew.firstResultAt()).isNull();
        assertThat(anew.arrangement()).isNull();
        assertThat(anew.confirmation()).isNull();
        assertThat(anew.withdrawnAt()).isNull();
        assertThat(anew.earlierDecisions()).containsExactly(Objects.requireNonNull(stopped.decision()));
        assertThat(anew.evolve(AGAIN)).as("heard twice").isEqualTo(anew);
    }

    @Test
    void what_is_of_the_person_stays() {
        Repatriation ended = proposed().inRound(1).evolve(new ReturnConsentKnown(NOW, true, 7)).evolve(AGAIN);
        assertThat(ended.returnConsentEnded()).isTrue();
        Repatriation arranged = confirmed().inRound(1);
        Repatriation gone = arranged.evolve(handedOver(null)).evolve(AGAIN);
        assertThat(gone.state()).isEqualTo(RepatriationState.HANDED_OVER);
        assertThat(gone.handover()).isNotNull();
    }

    @Test
    void nothing_of_the_round_before_touches_the_new_one() {
        Repatriation anew = proposed().inRound(1).evolve(AGAIN);
        assertThat(anew.evolve(new ResultKnown(result(1, Nationality.CONFIRMED, Family.LOCATED_ABLE), 1))
                .evolve(new CaseWithdrawn(NOW, 1)).evolve(new RepatriationConfirmed(confirmation(1), 1))
                .evolve(new RepatriationSuspended(suspension(Party.ORIGIN), 1))).isEqualTo(anew);
        Repatriation late = anew.evolve(new ReturnDecisionRecorded(decision(), 1));
        assertThat(late.decision()).isNull();
        assertThat(late.earlierDecisions()).hasSize(anew.earlierDecisions().size() + 1);
    }

    @Test
    void the_plans_are_numbered_on_and_each_thing_that_is_told_names_the_round() {
        Repatriation decided = accepted(proposed().inRound(1).evolve(AGAIN)
                .evolve(new ResultKnown(result(2, Nationality.CONFIRMED, Family.LOCATED_ABLE), 2))
                .evolve(new RepatriationEvent.ResultAcknowledged(NOW, 2, 2)).decide(decision(), STRICT));
        assertThat(decided.decision()).isNotNull().extracting(ReturnDecision::number).isEqualTo(2);
        var proposal = decided.propose(plan(), STRICT);
        assertThat(events(proposal)).allSatisfy(event -> assertThat(event.round()).isEqualTo(2));
        assertThat(accepted(proposal).arrangement()).isNotNull().extracting(Arrangement::number).isEqualTo(2);
    }

    @Test
    void a_step_of_a_later_round_than_is_known_begins_it() {
        Repatriation origin = originOf(proposed()).inRound(1);
        Repatriation anew = origin.evolve(new ReturnDecisionRecorded(decision(), 2));
        assertThat(anew.referralRound()).isEqualTo(2);
        assertThat(anew.state()).isEqualTo(RepatriationState.DECISION_RECORDED);
        assertThat(anew.arrangement()).isNull();
        assertThat(anew.evolve(AGAIN)).as("what was told first stands").isEqualTo(anew);
    }

    @Test
    void what_names_no_round_belongs_to_the_one_that_is_known() {
        assertThat(host().inRound(3).evolve(new ReturnDecisionRecorded(decision(), 0)).decision()).isNotNull();
        assertThat(host().evolve(new CaseWithdrawn(NOW, 0)).state()).isEqualTo(RepatriationState.WITHDRAWN);
        assertThat(host().evolve(new CaseWithdrawn(NOW, 0)).evolve(AGAIN).state())
                .as("of a document that knows no round").isEqualTo(RepatriationState.AWAITING_DECISION);
    }
}
