package org.safereturn.pages.testing;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What looks at pages sees what is wrong with one. */
class ChromiumTest {

    @TempDir
    private Path work;

    @Test
    void a_fault_is_found_in_light_and_in_dark_and_a_page_without_one_has_none() {
        Chromium chromium = new Chromium(work);
        String good = page("<h1>Sample</h1><p>Sample</p>");
        String dim = page("<h1>Sample</h1><style>@media (prefers-color-scheme: dark) { p { color: #222; background: #000; } }</style>"
                + "<p>Sample</p>");
        assertThat(chromium.axe(page("<h1>Sample</h1><img src=\"assets/icon.svg\">"), false)).anyMatch(each -> each.startsWith("image-alt"));
        assertThat(chromium.axe(dim, true)).anyMatch(each -> each.startsWith("color-contrast"));
        assertThat(chromium.axe(dim, false)).isEmpty();
        assertThat(chromium.axe(good, true)).isEmpty();
    }

    @Test
    void what_is_too_wide_for_a_telephone_is_found_there_only() {
        Chromium chromium = new Chromium(work);
        String wide = page("<h1>Sample</h1><p style=\"width: 500px\">Too wide</p>");
        assertThat(chromium.cutOff(wide, 360)).containsExactly("P. Too wide");
        assertThat(chromium.cutOff(wide, 600)).isEmpty();
    }

    @Test
    void what_the_keyboard_cannot_reach_is_not_said_to_be_reachable() {
        assertThat(new Chromium(work).reachable(page("<h1>Sample</h1><a href=\"#one\">One</a><a href=\"#two\" tabindex=\"-1\">Two</a>"
                + "<input id=\"three\"><input type=\"hidden\" id=\"four\">"))).containsExactly("#one", "three");
    }

    private static String page(String body) {
        return "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Sample</title></head><body><main>" + body
                + "</main></body></html>";
    }
}
