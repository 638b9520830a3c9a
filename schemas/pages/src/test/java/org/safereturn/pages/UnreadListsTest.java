package org.safereturn.pages;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.safereturn.pages.api.Answer;
import org.safereturn.pages.definition.ListPage;
import org.safereturn.pages.definition.Pages;
import org.safereturn.pages.words.PageTexts;
import org.safereturn.pages.words.Words;
import org.springframework.core.io.ByteArrayResource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** Lists of home that the service did not answer. */
class UnreadListsTest {

    private static final List<ListPage> LISTS = Pages.read(new ByteArrayResource("""
            lists:
              - { id: dead-letters, path: /dead-letters }
              - { id: parts, path: /operation/health }
            """.getBytes(StandardCharsets.UTF_8))).lists();

    @Test
    void home_names_them_in_each_language() {
        for (Locale language : List.of(Locale.ENGLISH, Locale.of("km"), Locale.of("th"))) {
            Words words = new Words(new PageTexts(), language);
            assertThat(ReadPages.unread(List.of(Map.entry(LISTS.getFirst(), answered(200)),
                    Map.entry(LISTS.getLast(), answered(200))), words)).isEmpty();
            assertThat(ReadPages.unread(List.of(Map.entry(LISTS.getFirst(), answered(503)),
                    Map.entry(LISTS.getLast(), answered(200))), words)).containsExactly(words.of("list.dead-letters"));
            assertThat(words.find("home.unread")).isPresent();
        }
    }

    private static Answer answered(int status) {
        return new Answer(status, JsonMapper.shared().createObjectNode(), null);
    }
}
