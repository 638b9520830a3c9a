package org.safereturn.referralservice;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.safereturn.pages.definition.Pages;
import org.safereturn.pages.testing.PagesContract;
import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;

class ReferralPagesTest extends PagesContract {

    ReferralPagesTest() {
        super("referral-service");
    }

    @ParameterizedTest
    @CsvSource({"hand-over, OUTGOING, handover", "arrive, INCOMING, arrival"})
    void a_handover_and_an_arrival_are_recorded_on_a_page_whatever_was_planned(String form, String side, String record) {
        assertThat(Pages.ofService(new ClassPathResource("pages/referral-service.yaml")).records())
                .flatExtracting(page -> page.actions()).filteredOn(action -> action.form().equals(form))
                .singleElement().satisfies(action -> assertThat(action.when())
                        .isEqualTo(Map.of("side", List.of(side), record, List.of("none"))));
    }
}
