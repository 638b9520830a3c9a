package org.safereturn.pages.testing;

import java.util.List;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;
import org.safereturn.access.testing.ApiFiles;

import static org.assertj.core.api.Assertions.assertThat;

/** Every write of every API is either held against pages by a {@link PagesContract}, or stands in the list with a reason. */
class WritesWithoutPageTest {

    /** Their own modules hold them against the list. */
    private static final List<String> WITH_PAGES = List.of("case-service", "referral-service", "tracing-service");

    @Test
    void a_service_without_pages_has_a_reason_for_each_write() {
        List<String> services = ApiFiles.services(ApiFiles.folder());
        assertThat(services).containsAll(WITH_PAGES);
        for (String service : services) {
            if (!WITH_PAGES.contains(service)) {
                assertThat(new TreeSet<>(WritesWithoutPage.of(service).keySet())).as(service)
                        .isEqualTo(WritesWithoutPage.writes(ApiFiles.read(ApiFiles.folder(), service)));
            }
        }
    }

    @Test
    void every_reason_is_of_a_service_that_there_is_and_says_something() {
        assertThat(ApiFiles.services(ApiFiles.folder())).containsAll(WritesWithoutPage.all().keySet());
        WritesWithoutPage.all().values().forEach(reasons -> reasons.values().forEach(reason ->
                assertThat(reason).hasSizeGreaterThan(20)));
    }
}
