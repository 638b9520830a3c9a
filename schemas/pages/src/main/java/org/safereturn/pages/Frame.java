package org.safereturn.pages;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What surrounds every page.
 *
 * @param language code of the page's language
 * @param languages to choose from
 * @param country name of the ministry's country
 * @param service name of the service
 * @param home address of the ministry's home
 * @param links to the pages of the ministry's services
 * @param officer who is signed in; empty for nobody
 * @param role and unit of the officer
 * @param csrfName name of the field that proves that a form is ours
 * @param csrf its value; nothing where nobody is signed in
 */
record Frame(String language, List<Link> languages, String country, String service, String home, List<Link> links,
        String officer, String role, String csrfName, @Nullable String csrf) {

    /**
     * A link.
     *
     * @param code language or name of a service
     * @param text what is read
     * @param address where it leads
     * @param current whether it leads to where one is
     */
    record Link(String code, String text, String address, boolean current) {
    }
}
