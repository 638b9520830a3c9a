package org.safereturn.local.demo;

import java.util.Locale;

/**
 * Someone who signs in: an officer of the demonstration or a ministry's own system. The passwords are those that the
 * embedded identity provider documents for its made-up officers; they open nothing else.
 *
 * @param name as at sign-in; for an officer it is also the reference that events carry
 */
record User(String name, String secret, boolean isSystem) {

    static User officer(String country, String desk, int number) {
        String name = country.toLowerCase(Locale.ROOT) + "-" + desk + "-" + number;
        return new User(name, "demo-" + name, false);
    }

    static User system(String country) {
        String name = country.toLowerCase(Locale.ROOT) + "-system";
        return new User(name, name + "-demo-secret", true);
    }

    @Override
    public String toString() {
        return name;
    }
}
