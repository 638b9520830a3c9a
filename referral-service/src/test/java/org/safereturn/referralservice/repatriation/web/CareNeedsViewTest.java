package org.safereturn.referralservice.repatriation.web;

import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.safereturn.access.identity.Role;
import org.safereturn.access.testing.Tokens;
import org.safereturn.referralservice.repatriation.model.TravelCareNeeds;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** Role by field: what is shown of the needs for the journey. */
class CareNeedsViewTest {

    @ParameterizedTest
    @CsvSource({
        // role, fitness, medicines, notes
        "CASE_MANAGER, true, true, true",
        "SUPERVISOR, true, true, true",
        "MINISTRY_SYSTEM, true, true, true",
        "RECEPTION_OFFICER, true, true, false",
        "INTAKE_OFFICER, false, false, false"})
    void needs_are_shown_as_far_as_they_are_needed(Role role, boolean fitness, boolean medicines, boolean notes) {
        JsonNode shown = JsonMapper.shared().valueToTree(CareNeedsView.of(new TravelCareNeeds(TravelCareNeeds.Fitness.FIT,
                List.of("Made-up help"), List.of("Made-up medicine"), "Made-up diet", null, "Made-up note"),
                Tokens.actor(role, "KH")));
        assertThat(shown.has("fitness")).isEqualTo(fitness);
        assertThat(shown.has("medicines")).isEqualTo(medicines);
        assertThat(shown.has("notes")).isEqualTo(notes);
        assertThat(shown.has("travelsWith")).isFalse();
    }
}
