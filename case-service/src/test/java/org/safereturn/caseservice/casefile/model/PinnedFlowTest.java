package org.safereturn.caseservice.casefile.model;

import org.junit.jupiter.api.Test;
import org.safereturn.messaging.aggregate.StateMapper;
import org.safereturn.messaging.event.Journey;
import org.safereturn.messaging.event.Party;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.NOW;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.OFFICER;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.PERSON;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.ROUTING;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.START;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.SUPERVISOR;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.accepted;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.arrived;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.fact;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.opened;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.opening;

/** A file stays on the version of the flow that it began on. */
class PinnedFlowTest {

    private static final int SECOND = 2;

    @Test
    void the_host_opens_a_file_on_a_version_and_whatever_happens_it_stays_on_it() {
        CaseFile file = accepted(CaseFile.open(opening(), PERSON, ROUTING, SECOND, OFFICER, NOW));
        assertThat(file.flow()).isEqualTo(SECOND);
        assertThat(file.evolve(fact(FactKind.REFERRAL_SUBMITTED, START.plusSeconds(1))).flow()).isEqualTo(SECOND);
        assertThat(accepted(file.end(EndingReason.PERSON_LEFT, null, SUPERVISOR, NOW)).flow()).isEqualTo(SECOND);
    }

    @Test
    void the_country_of_origin_begins_a_file_with_what_it_hears_first() {
        CaseFile file = CaseFile.heardOf(Party.ORIGIN, new Journey("KH", "TH"), SECOND);
        assertThat(file.evolve(arrived()).flow()).isEqualTo(SECOND);
    }

    @Test
    void a_document_of_an_older_release_is_on_the_first_version() {
        JsonMapper mapper = StateMapper.create();
        CaseFile file = accepted(CaseFile.open(opening(), PERSON, ROUTING, SECOND, OFFICER, NOW));
        ObjectNode stored = mapper.valueToTree(file);
        assertThat(mapper.treeToValue(stored, CaseFile.class)).isEqualTo(file);
        stored.remove("flow");
        assertThat(mapper.treeToValue(stored, CaseFile.class)).isEqualTo(opened());
    }
}
