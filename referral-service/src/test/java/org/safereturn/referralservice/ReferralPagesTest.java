package org.safereturn.referralservice;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.safereturn.pages.definition.Field;
import org.safereturn.pages.definition.Form;
import org.safereturn.pages.definition.Pages;
import org.safereturn.pages.definition.RecordPage;
import org.safereturn.pages.definition.Row;
import org.safereturn.pages.testing.PagesContract;
import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;

class ReferralPagesTest extends PagesContract {

    private static final Pages PAGES = Pages.ofService(new ClassPathResource("pages/referral-service.yaml"));
    private static final Map<String, List<String>> NOT_HANDED_OVER = Map.of("side", List.of("OUTGOING"), "handover", List.of("none"));

    ReferralPagesTest() {
        super("referral-service");
    }

    @Test
    void an_arrival_is_recorded_on_a_page_whatever_was_planned() {
        assertThat(when("arrive")).isEqualTo(Map.of("side", List.of("INCOMING"), "arrival", List.of("none")));
    }

    @ParameterizedTest
    @CsvSource({"hand-over, none", "emergency-handover, some"})
    void a_handover_is_recorded_on_a_page_whatever_was_planned_with_an_authority_where_a_rule_refuses_it(String form,
            String refused) {
        Map<String, List<String>> when = new HashMap<>(NOT_HANDED_OVER);
        when.put("handoverRefusedBy", List.of(refused));
        assertThat(when(form)).isEqualTo(when);
    }

    @Test
    void an_emergency_handover_says_what_it_passes_over_and_is_not_sent_without_an_authority_and_a_reason() {
        Form form = PAGES.form("emergency-handover").orElseThrow();
        assertThat(form.shows()).extracting(Row::path).containsExactly("handoverRefusedBy", "proceedingsHoldSince");
        assertThat(form.grave()).isTrue();
        assertThat(form.fields()).filteredOn(Field::required).extracting(Field::name)
                .containsExactly("override.authority", "override.reason", "crossingPoint");
        assertThat(form.fields()).extracting(Field::name).as("asks for all that the ordinary one asks for")
                .containsAll(PAGES.form("hand-over").orElseThrow().fields().stream().map(Field::name).toList());
    }

    private static Map<String, List<String>> when(String form) {
        return PAGES.records().stream().flatMap(page -> page.actions().stream()).filter(action -> action.form().equals(form))
                .map(RecordPage.Action::when).reduce((one, other) -> {
                    throw new AssertionError(form + " is offered twice");
                }).orElseThrow();
    }
}
