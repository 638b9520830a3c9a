package org.safereturn.pages.form;

/**
 * What is wrong with what was entered.
 *
 * @param input name of the field in the page; empty when it is about the whole form
 * @param text what is wrong and what to do, in the officer's language
 */
public record Fault(String input, String text) {

    /** Where a link to the field leads. */
    public String anchor() {
        return input.isEmpty() ? "content" : FieldView.id(input);
    }
}
