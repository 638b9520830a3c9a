package org.safereturn.caseservice;

import java.util.Map;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.safereturn.pages.definition.Pages;
import org.safereturn.pages.testing.PagesContract;
import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;

class CasePagesTest extends PagesContract {

    CasePagesTest() {
        super("case-service");
    }

    @Override
    protected Map<String, String> withoutPage() {
        String access = "the requests for temporary access have no page yet";
        String counts = "the counts of a unit have no page yet";
        return Map.of("/dead-letters/redelivery", "it is for operators, whose pages are not there yet",
                "/cases/{caseRef}/reintegration-stats", counts, "/national-forms", counts, "/non-victim-returns", counts,
                "/cases/{caseRef}/temporary-access", access,
                "/cases/{caseRef}/temporary-access/{number}/acknowledgement", access,
                "/cases/{caseRef}/temporary-access/{number}/approval", access,
                "/cases/{caseRef}/temporary-access/{number}/revocation", access);
    }

    @ParameterizedTest
    @ValueSource(strings = {"consents", "withdraw-consents", "end", "reopen"})
    void what_either_side_may_do_is_offered_to_either_side(String form) {
        assertThat(Pages.read(new ClassPathResource("pages/case-service.yaml")).records())
                .flatExtracting(page -> page.actions()).filteredOn(action -> action.form().equals(form))
                .anySatisfy(action -> assertThat(action.when()).doesNotContainKey("side"));
    }
}
