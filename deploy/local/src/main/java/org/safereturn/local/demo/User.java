package org.safereturn.local.demo;

import java.util.Locale;

/**
 * Someone who signs in: an officer of the demonstration or a ministry's own system. Officers have the passwords that the
 * embedded identity provider documents; they open nothing else. A system signs with the key in its ministry's folder.
 *
 * @param name as at sign-in; it is also the reference that events carry
 */
public record User(String name) {

    private static final String SYSTEM = "-system";

    static User officer(String country, String desk, int number) {
        return new User(country.toLowerCase(Locale.ROOT) + "-" + desk + "-" + number);
    }

    static User system(String country) {
        return new User(country.toLowerCase(Locale.ROOT) + SYSTEM);
    }

    /** Whether it is no person. */
    public boolean isSystem() {
        return name.endsWith(SYSTEM);
    }

    /** Upper-case code of the ministry's country, or {@code JOINT}. */
    public String country() {
        return name.substring(0, Math.max(0, name.indexOf('-'))).toUpperCase(Locale.ROOT);
    }

    /** The published password of an officer. */
    public String password() {
        return "demo-" + name;
    }

    @Override
    public String toString() {
        return name;
    }
}
