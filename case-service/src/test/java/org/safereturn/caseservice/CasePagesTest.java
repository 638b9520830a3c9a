package org.safereturn.caseservice;

import java.util.Map;

import org.safereturn.pages.testing.PagesContract;

class CasePagesTest extends PagesContract {

    CasePagesTest() {
        super("case-service");
    }

    @Override
    protected Map<String, String> withoutPage() {
        String access = "the requests for temporary access have no page yet";
        String counts = "the counts of a unit have no page yet";
        return Map.of("/dead-letters/redelivery", "it is for operators, whose pages are not there yet",
                "/cases/{caseRef}/reintegration-stats", counts, "/national-forms", counts, "/non-victim-returns", counts,
                "/cases/{caseRef}/temporary-access", access,
                "/cases/{caseRef}/temporary-access/{number}/acknowledgement", access,
                "/cases/{caseRef}/temporary-access/{number}/approval", access,
                "/cases/{caseRef}/temporary-access/{number}/revocation", access);
    }
}
