package org.safereturn.caseservice.casefile.model;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.safereturn.access.work.OpenItem;
import org.safereturn.caseservice.casefile.events.CaseWork;
import org.safereturn.caseservice.reintegration.model.MonitoringVisit;
import org.safereturn.caseservice.reintegration.model.VisitState;
import org.safereturn.messaging.event.Officer;
import org.safereturn.work.v1.WorkList;

import static org.assertj.core.api.Assertions.assertThat;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.NOW;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.OFFICER;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.START;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.TODAY;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.accepted;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.arrival;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.arrivedFile;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.managedFile;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.monitoredFile;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.opened;

/** What a case file waits for. */
class OpenCasesTest {

    private static final Officer STRANGER = new Officer("th-case-9", "CASE_MANAGER", "TH-ELSEWHERE", "TH");

    @Test
    void a_person_who_arrived_waits_for_a_case_manager_and_then_no_longer() {
        assertThat(CaseWork.of(arrivedFile())).singleElement().satisfies(item -> {
            assertThat(item.list()).isEqualTo(WorkList.CASE_MANAGER_TO_ASSIGN);
            assertThat(item.since()).isEqualTo(arrival().at());
            assertThat(item.scope().units()).contains(arrival().receptionUnit());
        });
        assertThat(CaseWork.of(managedFile())).isEmpty();
        assertThat(CaseWork.of(opened())).isEmpty();
    }

    @Test
    void of_the_planned_visits_the_first_waits_until_it_is_made() {
        CaseFile planned = planned(planned(monitoredFile(), 3, 40), 2, 10);
        assertThat(CaseWork.of(planned)).singleElement().satisfies(item -> {
            assertThat(item.list()).isEqualTo(WorkList.VISIT_TO_MAKE);
            assertThat(item.dueOn()).isEqualTo(TODAY.plusDays(10));
        });
        CaseFile made = accepted(planned.visit(CaseFixtures.visited(2), null, OFFICER, NOW));
        assertThat(CaseWork.of(made)).singleElement()
                .satisfies(item -> assertThat(item.dueOn()).isEqualTo(TODAY.plusDays(40)));
    }

    @Test
    void a_wish_to_read_waits_to_be_decided_and_a_granted_one_to_be_acknowledged() {
        CaseFile asked = opened().evolve(new CaseEvent.AccessRequested(NOW.at(), TemporaryAccess.asked(1, STRANGER,
                TemporaryAccess.Reason.EMERGENCY, CaseFixtures.SEALED, Duration.ofHours(1), START)));
        assertThat(lists(asked)).containsExactly(WorkList.ACCESS_TO_DECIDE);
        CaseFile granted = asked.evolve(new CaseEvent.TemporaryAccessRecorded(NOW.at(), OFFICER, new GrantedAccess(1, STRANGER,
                OFFICER, TemporaryAccess.Reason.EMERGENCY, NOW.at(), NOW.at().plusSeconds(60)), false));
        assertThat(lists(granted)).containsExactly(WorkList.ACCESS_TO_ACKNOWLEDGE);
        assertThat(lists(granted.evolve(new CaseEvent.AccessAcknowledged(NOW.at(), 1, OFFICER)))).isEmpty();
        assertThat(lists(asked.evolve(new CaseEvent.AccessTurnedDown(NOW.at(), 1, OFFICER)))).isEmpty();
    }

    private static CaseFile planned(CaseFile file, int number, int days) {
        return accepted(file.visit(new MonitoringVisit(number, VisitState.DUE, TODAY.plusDays(days), null, null, null, false,
                false, false), null, OFFICER, NOW));
    }

    private static List<WorkList> lists(CaseFile file) {
        return CaseWork.of(file).stream().map(OpenItem::list).toList();
    }
}
