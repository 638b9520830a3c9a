package org.safereturn.pages;

import java.util.List;

import org.safereturn.access.identity.Actor;
import org.safereturn.pages.api.Endpoints;
import org.safereturn.pages.definition.FlowPage;
import org.safereturn.pages.definition.Pages;

/**
 * Which pages an officer's role may open, so that no link leads to a page that is closed: of this service as its endpoints say,
 * of the ministry's other services as the definition says.
 */
final class Doors {

    private static final String PAGES = "pages";
    private static final String FORMS = "forms";
    private static final String FLOW = "flow";

    private final Pages pages;
    private final Endpoints endpoints;
    private final String service;

    Doors(Pages pages, Endpoints endpoints, String service) {
        this.pages = pages;
        this.endpoints = endpoints;
        this.service = service;
    }

    /**
     * Whether the officer's role may open a record, a form or the chart of the flow. Whether the officer sees the case is decided by the case.
     *
     * @param at the service that has the page
     * @param path as the definition has it, with {@code {ref}} for the case
     */
    boolean open(Actor officer, String at, String path) {
        if (!at.equals(service)) {
            return pages.doors().getOrDefault(at + " " + path, List.of()).contains(officer.role());
        }
        String[] parts = path.split("/", -1);
        if (parts.length < 4 || !parts[1].equals(PAGES)) {
            return false;
        }
        if (parts[2].equals(FLOW)) {
            FlowPage flow = pages.flow();
            return flow != null && endpoints.lets(officer, "GET", flow.one())
                    && pages.record(flow.record()).filter(record -> endpoints.lets(officer, "GET", record.path())).isPresent();
        }
        return parts[2].equals(FORMS)
                ? pages.form(parts[3]).filter(form -> endpoints.lets(officer, "POST", form.post())).isPresent()
                : pages.record(parts[2]).filter(record -> endpoints.lets(officer, "GET", record.path())).isPresent();
    }
}
