package org.safereturn.casefile.model;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.safereturn.messaging.outcome.Decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.safereturn.casefile.model.CaseFixtures.NOW;
import static org.safereturn.casefile.model.CaseFixtures.SUPERVISOR;
import static org.safereturn.casefile.model.CaseFixtures.accepted;
import static org.safereturn.casefile.model.CaseFixtures.after;
import static org.safereturn.casefile.model.CaseFixtures.events;
import static org.safereturn.casefile.model.CaseFixtures.opened;
import static org.safereturn.casefile.model.CaseFixtures.rule;

class TemporaryAccessTest {

    private static final Officer STRANGER = new Officer("th-case-9", "CASE_MANAGER", "TH-UNIT-9", "TH");
    private static final Officer PROTECTION = new Officer("th-dpo-1", "DATA_PROTECTION_OFFICER", "TH-DATIP", "TH");
    private static final Duration A_DAY = Duration.ofHours(24);

    @Test
    void asking_alone_opens_nothing() {
        CaseFile asked = asked(opened());
        assertThat(asked.lets(STRANGER.reference(), NOW.at())).isFalse();
        assertThat(asked.temporaryAccess()).singleElement().satisfies(access ->
                assertThat(access.state(NOW.at())).isEqualTo(TemporaryAccess.State.REQUESTED));
    }

    @Test
    void a_second_persons_yes_opens_it_for_a_time_and_for_nobody_else() {
        CaseFile granted = accepted(asked(opened()).grantAccess(1, SUPERVISOR, NOW));
        assertThat(granted.lets(STRANGER.reference(), NOW.at())).isTrue();
        assertThat(granted.lets("th-case-8", NOW.at())).isFalse();
        assertThat(granted.lets(STRANGER.reference(), after(A_DAY.minusMillis(1)).at())).isTrue();
        assertThat(granted.lets(STRANGER.reference(), after(A_DAY).at())).isFalse();
    }

    @Test
    void who_asked_does_not_say_yes() {
        assertThat(rule(asked(opened()).grantAccess(1, STRANGER, NOW))).isEqualTo("temporary-access-approver-is-requester");
    }

    @Test
    void it_is_taken_back_at_once_and_cannot_be_granted_again() {
        CaseFile granted = accepted(asked(opened()).grantAccess(1, SUPERVISOR, NOW));
        CaseFile ended = accepted(granted.endAccess(1, SUPERVISOR, NOW));
        assertThat(ended.lets(STRANGER.reference(), NOW.at())).isFalse();
        assertThat(rule(ended.grantAccess(1, SUPERVISOR, NOW))).isEqualTo("temporary-access-decided");
        assertThat(rule(ended.endAccess(1, SUPERVISOR, NOW))).isEqualTo("temporary-access-decided");
        assertThat(rule(granted.grantAccess(1, SUPERVISOR, NOW))).isEqualTo("temporary-access-decided");
    }

    @Test
    void it_is_asked_for_once_at_a_time_and_again_when_it_is_over() {
        CaseFile granted = accepted(asked(opened()).grantAccess(1, SUPERVISOR, NOW));
        assertThat(rule(asking(asked(opened()), NOW))).isEqualTo("temporary-access-already-asked");
        assertThat(rule(asking(granted, NOW))).isEqualTo("temporary-access-already-asked");
        assertThat(accepted(asking(granted, after(A_DAY))).temporaryAccess()).hasSize(2);
    }

    @Test
    void what_nobody_asked_for_cannot_be_decided() {
        assertThat(rule(opened().grantAccess(1, SUPERVISOR, NOW))).isEqualTo("unknown-temporary-access");
    }

    @Test
    void own_services_hear_what_was_granted_and_what_was_taken_back_and_no_wish() {
        assertThat(events(asking(opened(), NOW))).isEmpty();
        assertThat(events(asked(opened()).endAccess(1, SUPERVISOR, NOW))).as("turned down").isEmpty();
        Decision<CaseFile, CaseEvent> granting = asked(opened()).grantAccess(1, SUPERVISOR, NOW);
        assertThat(events(granting)).containsExactly(new CaseEvent.TemporaryAccessRecorded(NOW.at(), SUPERVISOR,
                accepted(granting).temporaryAccess().getFirst()));
        Decision<CaseFile, CaseEvent> ending = accepted(granting).endAccess(1, PROTECTION, NOW);
        assertThat(events(ending)).containsExactly(new CaseEvent.TemporaryAccessRecorded(NOW.at(), PROTECTION,
                accepted(ending).temporaryAccess().getFirst()));
    }

    @Test
    void it_changes_no_consent_and_not_whose_the_case_is() {
        CaseFile before = opened();
        CaseFile granted = accepted(asked(before).grantAccess(1, SUPERVISOR, NOW));
        assertThat(granted.consents()).isEqualTo(before.consents());
        assertThat(granted.scope()).isEqualTo(before.scope());
    }

    @Test
    void what_was_granted_waits_for_the_data_protection_officer_even_after_its_end() {
        CaseFile asked = asked(opened());
        assertThat(asked.temporaryAccess().getFirst().unacknowledged()).isFalse();
        assertThat(rule(asked.acknowledgeAccess(1, PROTECTION, NOW))).isEqualTo("temporary-access-nothing-to-acknowledge");
        CaseFile ended = accepted(accepted(asked.grantAccess(1, SUPERVISOR, NOW)).endAccess(1, SUPERVISOR, NOW));
        assertThat(ended.temporaryAccess().getFirst().unacknowledged()).isTrue();
        Decision<CaseFile, CaseEvent> acknowledging = ended.acknowledgeAccess(1, PROTECTION, after(A_DAY));
        assertThat(events(acknowledging)).isEmpty();
        assertThat(accepted(acknowledging).temporaryAccess()).singleElement().satisfies(access -> {
            assertThat(access.unacknowledged()).isFalse();
            assertThat(access.acknowledgement())
                    .isEqualTo(new TemporaryAccess.Acknowledgement(PROTECTION, after(A_DAY).at()));
        });
        assertThat(rule(accepted(acknowledging).acknowledgeAccess(1, PROTECTION, NOW)))
                .isEqualTo("temporary-access-nothing-to-acknowledge");
        assertThat(rule(ended.acknowledgeAccess(2, PROTECTION, NOW))).isEqualTo("unknown-temporary-access");
    }

    private static CaseFile asked(CaseFile file) {
        return accepted(asking(file, NOW));
    }

    private static Decision<CaseFile, CaseEvent> asking(CaseFile file, Moment now) {
        return file.askForAccess(STRANGER, TemporaryAccess.Reason.EMERGENCY, "The unit cannot be reached", A_DAY, now);
    }
}
