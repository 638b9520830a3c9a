package org.safereturn.monitoring;

/**
 * Direction of the return journey.
 *
 * @param host country where the person is
 * @param origin country the person returns to
 */
record Direction(String host, String origin) implements Comparable<Direction> {

    /** As the profiles name it, for example {@code TH_TO_KH}. */
    String code() {
        return host + "_TO_" + origin;
    }

    @Override
    public int compareTo(Direction other) {
        return code().compareTo(other.code());
    }

    @Override
    public String toString() {
        return code();
    }
}
