package org.safereturn.pages.draft;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.safereturn.access.audit.AccessRecording;
import org.safereturn.pages.definition.Form;
import org.safereturn.pages.form.TypedReference;

/**
 * What an officer has entered into a form and not sent yet, or sent and not got through with.
 *
 * @param key names it, and is the key by which the API recognises a repetition
 * @param officer whose it is
 * @param form which form
 * @param ref the case; empty for a form that opens something
 * @param begun when the officer opened the form
 * @param tag the version of the record that the officer saw
 * @param entered what was typed and chosen, by the names of the inputs
 */
public record Draft(String key, String officer, String form, String ref, Instant begun, @Nullable String tag,
        Map<String, List<String>> entered) {

    /** Keeps its own copy. */
    public Draft {
        entered = Map.copyOf(entered);
    }

    /** With the version that the officer has seen meanwhile. */
    public Draft seen(@Nullable String newer) {
        return new Draft(key, officer, form, ref, begun, newer, entered);
    }

    /** The case that it is about: that of the form, or the one whose reference was typed; empty for none. */
    public String about() {
        return !ref.isEmpty() ? ref : Form.CASE_ASKED.stream().flatMap(name -> entered.getOrDefault(name, List.of()).stream())
                .map(TypedReference::of).filter(AccessRecording::isCaseRef).findFirst().orElse("");
    }

    /** Names nobody. */
    @Override
    public String toString() {
        return form;
    }
}
