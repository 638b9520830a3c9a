package org.safereturn.caseservice.temporaryaccess;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.safereturn.access.time.Moment;
import org.safereturn.caseservice.casefile.model.CaseEvent;
import org.safereturn.caseservice.casefile.model.CaseFile;
import org.safereturn.caseservice.casefile.model.CaseFixtures;
import org.safereturn.caseservice.casefile.model.GrantedAccess;
import org.safereturn.caseservice.casefile.model.TemporaryAccess;
import org.safereturn.messaging.event.Officer;
import org.safereturn.messaging.outcome.Decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.NOW;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.SUPERVISOR;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.accepted;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.after;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.events;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.opened;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.rule;

class TemporaryAccessTest {

    private static final Officer STRANGER = new Officer("th-case-9", "CASE_MANAGER", "TH-UNIT-9", "TH");
    private static final Officer PROTECTION = new Officer("th-dpo-1", "DATA_PROTECTION_OFFICER", "TH-DATIP", "TH");
    private static final Duration A_DAY = Duration.ofHours(24);
    private static final GrantedAccess GRANTED = new GrantedAccess(1, STRANGER, SUPERVISOR,
            TemporaryAccess.Reason.EMERGENCY, NOW.at(), NOW.at().plus(A_DAY));

    @Test
    void asking_alone_opens_nothing() {
        CaseFile asked = asked(opened());
        assertThat(asked.lets(STRANGER.reference(), NOW.at())).isFalse();
        assertThat(asked.temporaryAccess()).singleElement().satisfies(access ->
                assertThat(access.state(NOW.at())).isEqualTo(TemporaryAccess.State.REQUESTED));
    }

    @Test
    void a_second_persons_yes_opens_it_for_a_time_and_for_nobody_else() {
        CaseFile granted = accepted(TemporaryAccessPolicy.grant(asked(opened()), 1, SUPERVISOR, NOW));
        assertThat(granted.lets(STRANGER.reference(), NOW.at())).isTrue();
        assertThat(granted.lets("th-case-8", NOW.at())).isFalse();
        assertThat(granted.lets(STRANGER.reference(), after(A_DAY.minusMillis(1)).at())).isTrue();
        assertThat(granted.lets(STRANGER.reference(), after(A_DAY).at())).isFalse();
    }

    @Test
    void who_asked_does_not_say_yes() {
        assertThat(rule(TemporaryAccessPolicy.grant(asked(opened()), 1, STRANGER, NOW))).isEqualTo("temporary-access-approver-is-requester");
    }

    @Test
    void it_is_taken_back_at_once_and_cannot_be_granted_again() {
        CaseFile granted = accepted(TemporaryAccessPolicy.grant(asked(opened()), 1, SUPERVISOR, NOW));
        CaseFile ended = accepted(TemporaryAccessPolicy.end(granted, 1, SUPERVISOR, NOW));
        assertThat(ended.lets(STRANGER.reference(), NOW.at())).isFalse();
        assertThat(rule(TemporaryAccessPolicy.grant(ended, 1, SUPERVISOR, NOW))).isEqualTo("temporary-access-decided");
        assertThat(rule(TemporaryAccessPolicy.end(ended, 1, SUPERVISOR, NOW))).isEqualTo("temporary-access-decided");
        assertThat(rule(TemporaryAccessPolicy.grant(granted, 1, SUPERVISOR, NOW))).isEqualTo("temporary-access-decided");
    }

    @Test
    void it_is_asked_for_once_at_a_time_and_again_when_it_is_over() {
        CaseFile granted = accepted(TemporaryAccessPolicy.grant(asked(opened()), 1, SUPERVISOR, NOW));
        assertThat(rule(asking(asked(opened()), NOW))).isEqualTo("temporary-access-already-asked");
        assertThat(rule(asking(granted, NOW))).isEqualTo("temporary-access-already-asked");
        assertThat(accepted(asking(granted, after(A_DAY))).temporaryAccess()).hasSize(2);
    }

    @Test
    void what_nobody_asked_for_cannot_be_decided() {
        assertThat(rule(TemporaryAccessPolicy.grant(opened(), 1, SUPERVISOR, NOW))).isEqualTo("unknown-temporary-access");
    }

    @Test
    void own_services_hear_what_was_granted_and_what_was_taken_back_and_no_wish() {
        assertThat(events(asking(opened(), NOW))).isEmpty();
        assertThat(events(TemporaryAccessPolicy.end(asked(opened()), 1, SUPERVISOR, NOW))).as("turned down").isEmpty();
        Decision<CaseFile, CaseEvent> granting = TemporaryAccessPolicy.grant(asked(opened()), 1, SUPERVISOR, NOW);
        assertThat(events(granting)).containsExactly(new CaseEvent.TemporaryAccessRecorded(NOW.at(), SUPERVISOR,
                GRANTED, false));
        Decision<CaseFile, CaseEvent> ending = TemporaryAccessPolicy.end(accepted(granting), 1, PROTECTION, NOW);
        assertThat(events(ending)).containsExactly(new CaseEvent.TemporaryAccessRecorded(NOW.at(), PROTECTION,
                GRANTED, true));
    }

    @Test
    void it_changes_no_consent_and_not_whose_the_case_is() {
        CaseFile before = opened();
        CaseFile granted = accepted(TemporaryAccessPolicy.grant(asked(before), 1, SUPERVISOR, NOW));
        assertThat(granted.consents()).isEqualTo(before.consents());
        assertThat(granted.scope()).isEqualTo(before.scope());
    }

    @Test
    void what_was_granted_waits_for_the_data_protection_officer_even_after_its_end() {
        CaseFile asked = asked(opened());
        assertThat(asked.temporaryAccess().getFirst().unacknowledged()).isFalse();
        assertThat(rule(TemporaryAccessPolicy.acknowledge(asked, 1, PROTECTION, NOW))).isEqualTo("temporary-access-nothing-to-acknowledge");
        CaseFile ended = accepted(TemporaryAccessPolicy.end(accepted(TemporaryAccessPolicy.grant(asked, 1, SUPERVISOR, NOW)), 1, SUPERVISOR, NOW));
        assertThat(ended.temporaryAccess().getFirst().unacknowledged()).isTrue();
        Decision<CaseFile, CaseEvent> acknowledging = TemporaryAccessPolicy.acknowledge(ended, 1, PROTECTION, after(A_DAY));
        assertThat(events(acknowledging)).isEmpty();
        assertThat(accepted(acknowledging).temporaryAccess()).singleElement().satisfies(access -> {
            assertThat(access.unacknowledged()).isFalse();
            assertThat(access.acknowledgement())
                    .isEqualTo(new TemporaryAccess.Acknowledgement(PROTECTION, after(A_DAY).at()));
        });
        assertThat(rule(TemporaryAccessPolicy.acknowledge(accepted(acknowledging), 1, PROTECTION, NOW)))
                .isEqualTo("temporary-access-nothing-to-acknowledge");
        assertThat(rule(TemporaryAccessPolicy.acknowledge(ended, 2, PROTECTION, NOW))).isEqualTo("unknown-temporary-access");
    }

    private static CaseFile asked(CaseFile file) {
        return accepted(asking(file, NOW));
    }

    private static Decision<CaseFile, CaseEvent> asking(CaseFile file, Moment now) {
        return TemporaryAccessPolicy.ask(file, STRANGER, TemporaryAccess.Reason.EMERGENCY, CaseFixtures.SEALED,
                A_DAY, now);
    }
}
