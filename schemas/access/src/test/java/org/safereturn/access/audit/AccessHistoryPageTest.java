package org.safereturn.access.audit;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.safereturn.access.identity.PurposeOfUse;
import org.safereturn.access.text.Labels;

import static org.assertj.core.api.Assertions.assertThat;

class AccessHistoryPageTest {

    private static final String CASE = "11111111-2222-4333-8444-555555555555";

    @ParameterizedTest
    @CsvSource({"history.properties, IsLatin", "history_km.properties, IsKhmer", "history_th.properties, IsThai"})
    void every_purpose_action_and_outcome_has_a_word_in_every_language(String file, String script) throws IOException {
        Properties words = words(file);
        Set<String> expected = words("history.properties").stringPropertyNames();
        assertThat(words.stringPropertyNames()).isEqualTo(expected);
        assertThat(expected).containsAll(Stream.of(
                Arrays.stream(PurposeOfUse.values()).map(purpose -> "purpose." + purpose.name()),
                Arrays.stream(Action.values()).map(action -> "action." + action.code()),
                Arrays.stream(Outcome.values()).map(outcome -> "outcome." + outcome.name())).flatMap(each -> each).toList());
        assertThat(words.values()).allSatisfy(word -> assertThat(word.toString()).matches("(?s).*\\p{" + script + "}.*"));
    }

    @Test
    void an_attempt_is_shown_only_where_its_end_is_not_known() {
        String html = page(item(3, Outcome.SUCCESS, 2L), item(2, Outcome.ATTEMPTED, null), item(1, Outcome.ATTEMPTED, null));
        assertThat(html.split("Attempted; whether it was done is not known", -1)).hasSize(2);
        assertThat(html.split("<tr><td>", -1)).hasSize(3);
    }

    @Test
    void nothing_that_stands_in_a_record_becomes_markup() {
        AccessHistory.Item item = new AccessHistory.Item(1, Instant.EPOCH, "<script>a()</script>", "NEW_ROLE", "\"U&", "KH",
                "NEW_PURPOSE", "R", "GET /<b>", Outcome.REFUSED, 403, "<i>", null);
        assertThat(page(item)).doesNotContain("<script", "<b>", "<i>", "\"U&")
                .contains("NEW_ROLE", "NEW_PURPOSE", "&lt;script&gt;");
    }

    private static AccessHistory.Item item(long sequence, Outcome outcome, @Nullable Long attempt) {
        return new AccessHistory.Item(sequence, Instant.EPOCH, "kh-1", "SUPERVISOR", "KH-UNIT-1", "KH", "TRACING", "U",
                "POST /x/{ref}", outcome, 200, null, attempt);
    }

    private static String page(AccessHistory.Item... items) {
        return new AccessHistoryPage("KH/sample-service", ZoneId.of("Asia/Bangkok"), new Labels())
                .html(new AccessHistory(CASE, List.of(items), null, (long) items.length), Locale.ENGLISH);
    }

    private static Properties words(String file) throws IOException {
        try (InputStream stream = Objects.requireNonNull(AccessHistoryPage.class.getResourceAsStream(file))) {
            Properties words = new Properties();
            words.load(new InputStreamReader(stream, StandardCharsets.UTF_8));
            return words;
        }
    }
}
