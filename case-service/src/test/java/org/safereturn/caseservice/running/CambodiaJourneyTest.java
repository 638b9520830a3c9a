package org.safereturn.caseservice.running;

class CambodiaJourneyTest extends CaseJourneyContract {

    CambodiaJourneyTest() {
        super("KH");
    }
}
