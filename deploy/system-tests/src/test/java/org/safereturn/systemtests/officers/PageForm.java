package org.safereturn.systemtests.officers;

import java.time.LocalDate;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.SelectOption;

/** A form, or a part of one, filled in by the labels that stand beside its fields. */
final class PageForm {

    private static final int BUDDHIST_AHEAD = 543;

    private final Locator part;
    private final Wording words;
    private final Tally tally;

    PageForm(Locator part, Wording words, Tally tally) {
        this.part = part;
        this.words = words;
        this.tally = tally;
    }

    /** Writes. */
    PageForm write(String field, String text) {
        labelled(field).fill(text);
        tally.field();
        return this;
    }

    /** Chooses a code of a list of the contract. */
    PageForm code(String field, String list, String code) {
        return choose(field, words.code(list, code));
    }

    /** Chooses a code of a list that only pages have. */
    PageForm option(String field, String code) {
        return choose(field, words.option(code));
    }

    /** Chooses a unit, a crossing point or a body. */
    PageForm place(String field, String code) {
        return choose(field, words.place(code));
    }

    /** Says yes or no. */
    PageForm says(String field, boolean yes) {
        return choose(field, words.of(yes ? "yes" : "no"));
    }

    /** Chooses by what is read: where everything can be read at a glance it is clicked, else it is in a list to open. */
    PageForm choose(String field, String option) {
        Locator group = group(field);
        if (group.count() > 0) {
            group.getByLabel(option, exactly()).check();
        } else {
            labelled(field).selectOption(new SelectOption().setLabel(option));
        }
        tally.click();
        tally.field();
        return this;
    }

    /** Ticks some of what is offered. */
    PageForm tick(String field, String... options) {
        for (String option : options) {
            group(field).getByLabel(option, exactly()).check();
            tally.click();
        }
        tally.field();
        return this;
    }

    /** Writes a day, in the years of the language. */
    PageForm day(String field, LocalDate day) {
        return day(field, day, words.language().getLanguage().equals("th") ? day.getYear() + BUDDHIST_AHEAD : day.getYear());
    }

    /** Writes a day of birth, in years of the common era in every language: of others the page asks what is meant. */
    PageForm birth(String field, LocalDate day) {
        return day(field, day, day.getYear());
    }

    private PageForm day(String field, LocalDate day, int year) {
        part(field, "day", day.getDayOfMonth());
        part(field, "month", day.getMonthValue());
        part(field, "year", year);
        tally.field();
        return this;
    }

    private void part(String field, String which, int number) {
        group(field).getByLabel(words.of("part." + which), exactly()).fill(String.valueOf(number));
    }

    /** The line of a table of lines that has this title. */
    PageForm line(String field, String title) {
        return new PageForm(group(field).getByRole(AriaRole.GROUP, named(title)), words, tally);
    }

    /** What is the same for all lines of a table of lines. */
    PageForm once(String field) {
        return new PageForm(group(field).getByRole(AriaRole.GROUP, named(words.of("rows.once"))), words, tally);
    }

    /** The first of several that can be written down. */
    PageForm first(String field) {
        String title = words.with("one.of", words.of("field." + field), "1");
        return new PageForm(group(field).locator("details", new Locator.LocatorOptions().setHasText(title)), words, tally);
    }

    private Locator labelled(String field) {
        String label = words.of("field." + field);
        return part.getByLabel(label, exactly()).or(part.getByLabel(optional(label), exactly()));
    }

    private Locator group(String field) {
        String label = words.of("field." + field);
        return part.getByRole(AriaRole.GROUP, named(label)).or(part.getByRole(AriaRole.GROUP, named(optional(label))));
    }

    private String optional(String label) {
        return label + " " + words.of("optional");
    }

    private static Locator.GetByLabelOptions exactly() {
        return new Locator.GetByLabelOptions().setExact(true);
    }

    private static Locator.GetByRoleOptions named(String name) {
        return new Locator.GetByRoleOptions().setName(name).setExact(true);
    }
}
