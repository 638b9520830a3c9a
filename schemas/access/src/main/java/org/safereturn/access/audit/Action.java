package org.safereturn.access.audit;

import java.util.Arrays;
import java.util.Optional;

/** What was done, with the codes of FHIR's AuditEvent. */
public enum Action {
    /** A new record of a person. */
    CREATE("C"),
    /** Data were shown. */
    READ("R"),
    /** Data were changed. */
    UPDATE("U"),
    /** A function was run, such as an export. */
    EXECUTE("E");

    private final String code;

    Action(String code) {
        this.code = code;
    }

    /** The code in a record. */
    public String code() {
        return code;
    }

    static Optional<Action> ofCode(String code) {
        return Arrays.stream(values()).filter(each -> each.code.equals(code)).findFirst();
    }
}
