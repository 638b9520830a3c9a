package org.safereturn.pages.testing;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

/** Pages of the kit in the browser that {@code deploy/install-test-tools} installs, without a window. */
public final class Chromium {

    private static final List<String> ASSETS = List.of("pages.css", "sheet.css", "icon.svg",
            "fonts/noto-sans-khmer-khmer-400-normal.woff2", "fonts/noto-sans-khmer-khmer-700-normal.woff2",
            "fonts/noto-sans-thai-thai-400-normal.woff2", "fonts/noto-sans-thai-thai-700-normal.woff2");
    private static final String AXE = axe();
    /** An element that sticks out; what is hidden on purpose lies to the left. */
    private static final String CUT = """
            document.fonts.ready.then(() => [...document.querySelectorAll('body *')].filter(each => {
              const at = each.getBoundingClientRect();
              return at.width > 0 && at.left >= 0 && at.right > innerWidth + 1;
            }).map(each => each.tagName + '.' + each.className + ' ' + each.textContent.trim().slice(0, 40)))""";
    private static final String REACHABLE = """
            [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')]
              .filter(each => each.tabIndex >= 0).map(each => each.id || each.getAttribute('href') || each.textContent.trim())""";

    private final Path work;

    /** Works in this folder. */
    public Chromium(Path work) {
        this.work = work;
    }

    /** Violations of axe's rules in light or in dark, each with where. */
    public List<String> axe(String html, boolean dark) {
        return shown(html, tab -> violations(tab.dark(dark)));
    }

    /** The same for a page that is open. */
    public static List<String> violations(Tab tab) {
        return violations(tab::evaluate);
    }

    /**
     * The same for a page in a browser that somebody else leads.
     *
     * @param page answers the value of an expression in the page; a promise is waited for
     */
    public static List<String> violations(Function<String, JsonNode> page) {
        var _ = page.apply(AXE + "; true");
        List<String> violations = new ArrayList<>();
        for (JsonNode each : page.apply("axe.run().then(result => result.violations.map(each => ({id: each.id, nodes: "
                + "each.nodes.map(node => ({html: node.html}))})))")) {
            violations.add(each.path("id").asString("") + " " + each.path("nodes").findValuesAsString("html"));
        }
        return violations;
    }

    /** What sticks out of a page that is this wide. */
    public List<String> cutOff(String html, int width) {
        return shown(html, tab -> cutOff(tab.width(width)));
    }

    /** The same for a page that is open. */
    public static List<String> cutOff(Tab tab) {
        return strings(tab.evaluate(CUT));
    }

    /** Everything that the key Tab can come to, in its order: id, address or text. */
    public List<String> reachable(String html) {
        return shown(html, tab -> strings(tab.evaluate(REACHABLE)));
    }

    /** A page as it is printed, on A4 paper. */
    public Printed print(String html) {
        return shown(html, tab -> Printed.of(Base64.getDecoder().decode(tab.pdf())));
    }

    /** Leaves a page in {@code target/pages} of the module, to be looked at; its style sheet lies beside it. */
    public static void keep(String html, String name) {
        Chromium kept = new Chromium(Path.of("target", "pages"));
        ASSETS.forEach(asset -> kept.copy("/org/safereturn/pages/assets/" + asset, "assets/" + asset));
        kept.write(name + ".html", html.replace("\"/assets/", "\"assets/"));
    }

    /** The one tab for pages that are files; a new one for each costs more than what is done in it. */
    private static final class OfFiles {

        private static final Tab TAB = new Tab();
    }

    /** The page as a file: addresses become relative. */
    private <T> T shown(String html, Function<Tab, T> look) {
        ASSETS.forEach(asset -> copy("/org/safereturn/pages/assets/" + asset, "assets/" + asset));
        write("page.html", html.replace("\"/assets/", "\"assets/"));
        return look.apply(OfFiles.TAB.width(Tab.USUAL_WIDTH).dark(false).open(work.resolve("page.html").toUri().toString()));
    }

    private static List<String> strings(JsonNode all) {
        return all.valueStream().map(each -> each.asString("")).toList();
    }

    private static String axe() {
        try (InputStream in = new PathMatchingResourcePatternResolver()
                .getResources("classpath*:META-INF/resources/webjars/axe-core/*/axe.min.js")[0].getInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void copy(String resource, String name) {
        try (InputStream in = Objects.requireNonNull(Chromium.class.getResourceAsStream(resource), resource)) {
            Path file = work.resolve(name);
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            Files.write(file, in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String name, String text) {
        try {
            Files.writeString(work.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the browser is; without it the test is left out, and fails where CI runs it. */
    public static String program() {
        return found().orElseGet(Chromium::isMissing);
    }

    /** Where the browser is, if it is installed. */
    public static Optional<String> found() {
        return Optional.ofNullable(System.getenv("CHROMIUM")).or(() ->
                Stream.of("chromium", "chromium-browser", "google-chrome")
                        .flatMap(name -> Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                                .map(folder -> Path.of(folder, name)))
                        .filter(Files::isExecutable).map(Path::toString).findFirst());
    }

    private static String isMissing() {
        assertThat(System.getenv("CI")).as("Chromium is missing").isNotEqualTo("true");
        return abort("Chromium is not installed, so the pages are not tried in a browser.");
    }
}
