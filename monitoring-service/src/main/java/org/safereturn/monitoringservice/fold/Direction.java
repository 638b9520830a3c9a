package org.safereturn.monitoringservice.fold;

/**
 * Direction of the return journey.
 *
 * @param host country where the person is
 * @param origin country the person returns to
 */
public record Direction(String host, String origin) implements Fact {

    /** As the profiles name it, for example {@code TH_TO_KH}. */
    public String code() {
        return host + "_TO_" + origin;
    }

    @Override
    public Fields fields() {
        return new Fields().with("host", host).with("origin", origin);
    }

    static Direction read(Fields fields) {
        return new Direction(fields.text("host"), fields.text("origin"));
    }

    @Override
    public String toString() {
        return code();
    }
}
