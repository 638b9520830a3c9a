package org.safereturn.pages.testing;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.web.util.HtmlUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

/** Pages of the kit in the browser that {@code deploy/install-test-tools} installs, without a window. */
public final class Chromium {

    private static final List<String> ASSETS = List.of("pages.css", "sheet.css", "icon.svg",
            "fonts/noto-sans-khmer-khmer-400-normal.woff2", "fonts/noto-sans-khmer-khmer-700-normal.woff2",
            "fonts/noto-sans-thai-thai-400-normal.woff2", "fonts/noto-sans-thai-thai-700-normal.woff2");
    private static final int PATIENCE_SECONDS = 90;
    private static final Pattern FOUND = Pattern.compile("<pre id=\"found\">(.*?)</pre>", Pattern.DOTALL);

    private final Path work;

    /** Works in this folder. */
    public Chromium(Path work) {
        this.work = work;
    }

    /** Violations of axe's rules in light or in dark, each with where. */
    public List<String> axe(String html, boolean dark) {
        prepare(html, """
                <script src="axe.min.js"></script><script>addEventListener('load', () => axe.run().then(result => {
                  document.body.innerHTML = '<pre id="found"></pre>';
                  document.getElementById('found').textContent = JSON.stringify(result.violations);
                }));</script>""");
        List<String> violations = new ArrayList<>();
        for (JsonNode each : found("page.html", dark)) {
            violations.add(each.path("id").asString("") + " " + each.path("nodes").findValuesAsString("html"));
        }
        return violations;
    }

    /** What sticks out of a page that is this wide. */
    public List<String> cutOff(String html, int width) {
        prepare(html, "");
        write("telephone.html", """
                <!doctype html><iframe id="page" src="page.html" width="%d" height="3000" style="border:0"></iframe>
                <script>addEventListener('load', () => {
                  const inside = document.getElementById('page').contentDocument;
                  const cut = [...inside.querySelectorAll('body *')].filter(each => {
                    const at = each.getBoundingClientRect();
                    return at.width > 0 && at.left >= 0 && at.right > %d + 1;
                  }).map(each => each.tagName + '.' + each.className + ' ' + each.textContent.trim().slice(0, 40));
                  document.body.innerHTML = '<pre id="found"></pre>';
                  document.getElementById('found').textContent = JSON.stringify(cut);
                });</script>""".formatted(width, width));
        return found("telephone.html", false).valueStream().map(each -> each.asString("")).toList();
    }

    /** Everything that the key Tab can come to, in its order: id, address or text. */
    public List<String> reachable(String html) {
        prepare(html, """
                <script>addEventListener('load', () => {
                  const all = [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')]
                    .filter(each => each.tabIndex >= 0).map(each => each.id || each.getAttribute('href') || each.textContent.trim());
                  document.body.innerHTML = '<pre id="found"></pre>';
                  document.getElementById('found').textContent = JSON.stringify(all);
                });</script>""");
        return found("page.html", false).valueStream().map(each -> each.asString("")).toList();
    }

    /** A page as it is printed, on A4 paper. */
    public Printed print(String html) {
        prepare(html, "");
        Path pdf = work.resolve("page.pdf");
        run(work.resolve("page.html"), false, List.of("--no-pdf-header-footer", "--print-to-pdf=" + pdf),
                work.resolve("print.out"));
        return Printed.of(pdf);
    }

    /** Leaves a page in {@code target/pages} of the module, to be looked at; its style sheet lies beside it. */
    public static void keep(String html, String name) {
        Chromium kept = new Chromium(Path.of("target", "pages"));
        ASSETS.forEach(asset -> kept.copy("/org/safereturn/pages/assets/" + asset, "assets/" + asset));
        kept.write(name + ".html", html.replace("\"/assets/", "\"assets/"));
    }

    private JsonNode found(String page, boolean dark) {
        Path out = work.resolve(page + ".out");
        run(work.resolve(page), dark, List.of("--virtual-time-budget=30000", "--window-size=1280,1600", "--dump-dom"), out);
        try {
            Matcher found = FOUND.matcher(Files.readString(out, StandardCharsets.UTF_8));
            assertThat(found.find()).as("the page's script has ended").isTrue();
            return JsonMapper.shared().readTree(HtmlUtils.htmlUnescape(found.group(1)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void run(Path page, boolean dark, List<String> how, Path out) {
        List<String> command = new ArrayList<>(List.of(program(), "--headless", "--no-sandbox",
                "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync", "--allow-file-access-from-files",
                "--user-data-dir=" + work.resolve("profile")));
        if (dark) {
            command.add("--blink-settings=preferredColorScheme=0");
        }
        command.addAll(how);
        command.add(page.toUri().toString());
        try {
            Process process = new ProcessBuilder(command).redirectOutput(out.toFile())
                    .redirectError(work.resolve("chromium.log").toFile()).start();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            assertThat(process.exitValue()).as(Files.readString(work.resolve("chromium.log"))).isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The page as a file: addresses become relative. */
    private void prepare(String html, String script) {
        ASSETS.forEach(asset -> copy("/org/safereturn/pages/assets/" + asset, "assets/" + asset));
        try (InputStream in = new PathMatchingResourcePatternResolver()
                .getResources("classpath*:META-INF/resources/webjars/axe-core/*/axe.min.js")[0].getInputStream()) {
            Files.write(work.resolve("axe.min.js"), in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        write("page.html", html.replace("\"/assets/", "\"assets/").replace("</body>", script + "</body>"));
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
        return Optional.ofNullable(System.getenv("CHROMIUM")).or(() ->
                Stream.of("chromium", "chromium-browser", "google-chrome")
                        .flatMap(name -> Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                                .map(folder -> Path.of(folder, name)))
                        .filter(Files::isExecutable).map(Path::toString).findFirst())
                .orElseGet(Chromium::isMissing);
    }

    private static String isMissing() {
        assertThat(System.getenv("CI")).as("Chromium is missing").isNotEqualTo("true");
        return abort("Chromium is not installed, so the pages are not tried in a browser.");
    }
}
