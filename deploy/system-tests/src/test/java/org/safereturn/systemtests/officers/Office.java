package org.safereturn.systemtests.officers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import org.safereturn.local.Settings;
import org.safereturn.pages.testing.Chromium;
import tools.jackson.databind.json.JsonMapper;

/** The one Chromium of all officers, each with a window and cookies of their own. */
final class Office implements AutoCloseable {

    private static final double PATIENCE_MILLIS = 20_000;

    private final Settings settings;
    private final Playwright playwright = Playwright.create(new Playwright.CreateOptions()
            .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    private final Browser chromium;
    private final Map<String, Wording> wordings = new HashMap<>();
    private final List<Desk> taken = new ArrayList<>();
    private final Set<String> looked = new HashSet<>();
    private final List<String> faults = new ArrayList<>();

    /** For the officers of a running system. */
    Office(Settings settings, String program) {
        this.settings = settings;
        this.chromium = playwright.chromium().launch(new BrowserType.LaunchOptions().setExecutablePath(Path.of(program))
                .setArgs(List.of("--no-sandbox")));
    }

    /** A desk for the first officer of this kind, who reads this language. */
    Desk desk(Ministry ministry, String kind, String language, boolean script, Tally tally) {
        BrowserContext browser = chromium.newContext(new Browser.NewContextOptions().setLocale(language)
                .setJavaScriptEnabled(script));
        browser.setDefaultTimeout(PATIENCE_MILLIS);
        Desk desk = new Desk(browser, ministry.officer(kind), words(language), settings.http(ministry.home()), tally,
                script ? page -> look(page, language) : _ -> {
                });
        taken.add(desk);
        return desk;
    }

    /** The texts in a language. */
    Wording words(String language) {
        return wordings.computeIfAbsent(language, each -> {
            try {
                return new Wording(settings.root(), each);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** What axe has found on the pages that were seen. */
    List<String> faults() {
        return List.copyOf(faults);
    }

    /** Looks once at each kind of page in each language. */
    private void look(Page page, String language) {
        String kind = page.url().replaceAll("^[a-z]+://[^/]+|\\?.*$|[0-9a-f]{8}-[0-9a-f-]{27}", "") + " in " + language;
        if (looked.add(kind)) {
            Chromium.violations(expression -> JsonMapper.shared().valueToTree(page.evaluate(expression)))
                    .forEach(violation -> faults.add(kind + ": " + violation));
        }
    }

    /** Leaves what is on each screen in a folder: a picture, the text and the address. */
    void keep(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (Desk desk : taken) {
            Page page = desk.page();
            page.screenshot(new Page.ScreenshotOptions().setPath(folder.resolve(desk.officer() + ".png")).setFullPage(true));
            Files.writeString(folder.resolve(desk.officer() + ".txt"), page.url() + "\n\n" + page.innerText("body"));
        }
    }

    /** Everybody goes home. */
    void clear() {
        taken.forEach(desk -> desk.page().context().close());
        taken.clear();
    }

    @Override
    public void close() {
        playwright.close();
    }
}
