package org.safereturn.systemtests.officers;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.awaitility.Awaitility;
import org.safereturn.local.demo.User;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An officer at a browser of their own, who knows the address of home and no other, and finds everything by what is read
 * on the pages.
 */
final class Desk {

    private static final Duration PATIENCE = Duration.ofSeconds(45);
    private static final Duration PAUSE = Duration.ofMillis(400);
    /** As much of a reference as stands in lists. */
    private static final int SHORT = 8;

    private final Page page;
    private final User officer;
    private final Wording words;
    private final URI home;
    private final Tally tally;
    private final Consumer<Page> onPage;
    private int loaded;
    private boolean signedIn;

    /**
     * Sits down.
     *
     * @param onPage sees every page at which the officer arrives
     */
    Desk(BrowserContext browser, User officer, Wording words, URI home, Tally tally, Consumer<Page> onPage) {
        this.page = browser.newPage();
        this.officer = officer;
        this.words = words;
        this.home = home;
        this.tally = tally;
        this.onPage = onPage;
        page.onLoad(_ -> loaded++);
    }

    /** Who sits there. */
    String officer() {
        return officer.name();
    }

    /** What is on the screen. */
    Page page() {
        return page;
    }

    /** Goes home; the first time by its address and past the sign-in. */
    Desk home() {
        if (signedIn) {
            follow(page.getByRole(AriaRole.NAVIGATION, named(words.of("services")))
                    .getByRole(AriaRole.LINK, inside(words.of("service.case-service"))));
            return this;
        }
        page.navigate(home.toString());
        tally.page();
        page.getByLabel(words.signIn("user"), exactly()).fill(officer.name());
        page.getByLabel(words.signIn("password"), exactly()).fill(officer.password());
        tally.field();
        tally.field();
        follow(button(words.signIn("enter")));
        signedIn = true;
        assertThat(headings()).contains(words.of("home.title"));
        return this;
    }

    /** Opens at home what waits for this officer about a case, as soon as it does; it may also stand among what is due. */
    Desk work(String list, String reference) {
        home();
        Locator line = page.getByRole(AriaRole.LINK,
                named(words.code("WorkList", list) + " " + reference.substring(0, SHORT))).first();
        await(officer + " has at home: " + list, line);
        follow(line);
        return this;
    }

    /** Finds a case by its reference at home. */
    Desk find(String reference) {
        home();
        page.getByLabel(words.of("find.label.names"), exactly()).fill(reference);
        tally.field();
        follow(button(words.of("find.go")));
        return this;
    }

    /** Goes to what is told elsewhere about the same case. */
    Desk elsewhere(String what) {
        follow(page.getByRole(AriaRole.NAVIGATION, named(words.of("record.beside")))
                .getByRole(AriaRole.LINK, inside(words.of("elsewhere." + what))));
        return this;
    }

    /** Begins at home what is not about a case that there is. */
    PageForm begin(String form) {
        follow(page.getByRole(AriaRole.LINK, named(words.of("form." + form))));
        return opened(form);
    }

    /** Begins what can be done with the case that is on the screen. */
    PageForm act(String form) {
        follow(offered(form));
        return opened(form);
    }

    /** Refers the case that is on the screen. */
    PageForm refer() {
        follow(page.getByRole(AriaRole.REGION, named(words.of("record.actions")))
                .getByRole(AriaRole.LINK, inside(words.of("elsewhere.refer"))));
        return opened("submit");
    }

    /** Whether it can be done with the case that is on the screen. */
    boolean offers(String form) {
        return offered(form).count() > 0;
    }

    /** Does what asks nothing. */
    Desk does(String form) {
        act(form);
        return confirm(form);
    }

    /** Looks once more at what was filled in, and sends it. */
    Desk send(String form) {
        follow(button(words.of("form.check")));
        fine();
        assertThat(headings()).contains(words.of("check.answers"));
        return confirm(form);
    }

    /** Wants to send what is on the screen, and is told that these are missing. */
    Desk lacks(String... fields) {
        follow(button(words.of("form.check")));
        assertThat(page.getByRole(AriaRole.ALERT).getByRole(AriaRole.LINK).allInnerTexts()).as("%s at %s", officer, page.url())
                .containsExactly(Stream.of(fields).map(field -> words.with("fault.missing", words.of("field." + field)))
                        .toArray(String[]::new));
        return this;
    }

    private Desk confirm(String form) {
        follow(button(words.of("check.send")));
        fine();
        assertThat(page.getByRole(AriaRole.STATUS).allInnerTexts()).contains(words.done(form));
        return this;
    }

    /** Waits until this stands on the page, which is read again. */
    Desk sees(String text) {
        await(officer + " reads: " + text, page.getByRole(AriaRole.MAIN).getByText(text, new Locator.GetByTextOptions().setExact(true)));
        return this;
    }

    /** The reference of the case that is on the screen. */
    String reference() {
        return page.getByRole(AriaRole.MAIN).locator("code").first().innerText();
    }

    private Locator offered(String form) {
        return page.getByRole(AriaRole.REGION, named(words.of("record.actions")))
                .getByRole(AriaRole.LINK, inside(words.of("form." + form)));
    }

    private PageForm opened(String form) {
        fine();
        assertThat(headings()).contains(words.of("form." + form));
        return new PageForm(page.getByRole(AriaRole.MAIN), words, tally);
    }

    private List<String> headings() {
        return page.getByRole(AriaRole.HEADING).allInnerTexts();
    }

    /** Nothing is told to look at first. */
    private void fine() {
        assertThat(page.getByRole(AriaRole.ALERT).allInnerTexts()).as("%s at %s", officer, page.url()).isEmpty();
    }

    private void follow(Locator where) {
        int before = loaded;
        tally.click();
        where.click();
        page.waitForCondition(() -> loaded > before);
        tally.page();
        onPage.accept(page);
    }

    private void await(String what, Locator something) {
        Awaitility.await(what).pollInSameThread().pollDelay(Duration.ZERO).pollInterval(PAUSE).atMost(PATIENCE).until(() -> {
            if (something.count() == 0) {
                page.reload();
            }
            return something.count() > 0;
        });
    }

    private Locator button(String name) {
        return page.getByRole(AriaRole.BUTTON, named(name));
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }

    private static Locator.GetByRoleOptions inside(String name) {
        return new Locator.GetByRoleOptions().setName(name).setExact(true);
    }

    private static Page.GetByLabelOptions exactly() {
        return new Page.GetByLabelOptions().setExact(true);
    }
}
