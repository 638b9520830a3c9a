package org.safereturn.messaging.store;

/** Texts as names of fields: these must not hold dots or dollars, and names of topics do. */
public final class FieldNames {

    private FieldNames() {
    }

    /** The name of the field that stands for a text. */
    public static String encoded(String text) {
        return text.replace("%", "%25").replace("$", "%24").replace(".", "%2E");
    }

    /** The text for which a field stands. */
    public static String decoded(String field) {
        return field.replace("%2E", ".").replace("%24", "$").replace("%25", "%");
    }
}
