package org.safereturn.pages;

import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.safereturn.pages.draft.Draft;
import org.springframework.web.server.WebSession;

/**
 * Which forms a session has shown, so that what is typed into one is kept without reading its case again, and nothing is
 * kept about a case that the officer does not see.
 *
 * @param names the latest last
 */
record OpenedForms(List<String> names) {

    private static final String ATTRIBUTE = OpenedForms.class.getName();
    private static final int MOST = 100;

    /** Notes that the session shows the form of this draft. */
    static void note(WebSession session, Draft draft) {
        String name = name(draft);
        session.getAttributes().merge(ATTRIBUTE, new OpenedForms(List.of(name)), (known, _) -> of(known).and(name));
    }

    /** Whether the session has shown the form of this draft, to the same officer. */
    static boolean has(WebSession session, Draft draft) {
        return of(session.getAttributes().get(ATTRIBUTE)).names.contains(name(draft));
    }

    private static OpenedForms of(@Nullable Object known) {
        return known instanceof OpenedForms forms ? forms : new OpenedForms(List.of());
    }

    private OpenedForms and(String name) {
        return new OpenedForms(Stream.concat(names.stream().filter(each -> !each.equals(name))
                .skip(Math.max(0, names.size() + 1 - MOST)), Stream.of(name)).toList());
    }

    private static String name(Draft draft) {
        return draft.officer() + " " + FormPages.address(draft.form(), draft.ref()) + " " + draft.key();
    }
}
