package org.safereturn.monitoringservice.page;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.safereturn.monitoringservice.figures.Reader;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.web.util.HtmlUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** The page in a real browser: what everybody must be able to use, and what a telephone shows. */
class PageInBrowserTest {

    private static final Pattern FOUND = Pattern.compile("<pre id=\"found\">(.*?)</pre>", Pattern.DOTALL);

    @TempDir
    private Path work;

    @ParameterizedTest
    @ValueSource(strings = {"en", "km", "th"})
    void axe_finds_nothing_on_the_page(String language) throws Exception {
        assertThat(axe(PageTest.page(Locale.of(language), 900, new Reader(PageTest.JOINT, "TH")))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 900})
    void axe_finds_nothing_on_an_observers_page(int journeys) throws Exception {
        assertThat(axe(PageTest.page(Locale.ENGLISH, journeys, new Reader(PageTest.OUTSIDE, null)))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "km", "th"})
    void axe_finds_nothing_on_the_page_of_the_minutes(String language) throws Exception {
        assertThat(axe(PageTest.minutes(Locale.of(language)))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "km", "th"})
    void nothing_is_cut_off_on_a_telephone(String language) throws Exception {
        assertThat(cutOff(PageTest.page(Locale.of(language), 900, new Reader(PageTest.JOINT, "TH")))).isEmpty();
        assertThat(cutOff(PageTest.minutes(Locale.of(language)))).isEmpty();
    }

    /** What is wider than a telephone. */
    private List<String> cutOff(String html) throws IOException, InterruptedException {
        prepare(html, "page.html", "");
        Files.writeString(work.resolve("telephone.html"), """
                <!doctype html><iframe id="page" src="page.html" width="390" height="3000" style="border:0"></iframe>
                <script>addEventListener('load', () => {
                  const inside = document.getElementById('page').contentDocument;
                  const cut = [...inside.querySelectorAll('body *')].filter(each => {
                    const at = each.getBoundingClientRect();
                    return at.width > 0 && at.left >= 0 && at.right > 391 && !each.closest('svg');
                  }).map(each => each.tagName + '.' + each.className + ' ' + each.textContent.trim().slice(0, 40));
                  document.body.innerHTML = '<pre id="found"></pre>';
                  document.getElementById('found').textContent = JSON.stringify(cut);
                });</script>""");
        return found("telephone.html").valueStream().map(each -> each.asString("")).toList();
    }

    /** Violations of axe's rules, each with where. */
    private List<String> axe(String html) throws IOException, InterruptedException {
        prepare(html, "page.html", """
                <script src="axe.min.js"></script><script>addEventListener('load', () => axe.run().then(result => {
                  document.body.innerHTML = '<pre id="found"></pre>';
                  document.getElementById('found').textContent = JSON.stringify(result.violations);
                }));</script>""");
        List<String> violations = new ArrayList<>();
        for (JsonNode each : found("page.html")) {
            violations.add(each.path("id").asString("") + " " + each.path("nodes").findValuesAsString("html"));
        }
        return violations;
    }

    /** The page as a file: addresses become relative, the scripts of the page are left out. */
    private void prepare(String html, String name, String script) throws IOException {
        Path assets = Files.createDirectories(work.resolve("assets"));
        for (String asset : List.of("page.css", "icon.svg")) {
            try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream("/static/assets/" + asset))) {
                Files.write(assets.resolve(asset), in.readAllBytes());
            }
        }
        try (InputStream in = new PathMatchingResourcePatternResolver()
                .getResources("classpath*:META-INF/resources/webjars/axe-core/*/axe.min.js")[0].getInputStream()) {
            Files.write(work.resolve("axe.min.js"), in.readAllBytes());
        }
        Files.writeString(work.resolve(name), html.replace("\"/assets/", "\"assets/").replaceAll("<script [^>]*></script>", "")
                .replace("</body>", script + "</body>"));
    }

    private JsonNode found(String page) throws IOException, InterruptedException {
        Matcher found = FOUND.matcher(JointPageInChromium.open(work.resolve(page), work));
        assertThat(found.find()).as("the page's script has ended").isTrue();
        return JsonMapper.shared().readTree(HtmlUtils.htmlUnescape(found.group(1)));
    }
}
