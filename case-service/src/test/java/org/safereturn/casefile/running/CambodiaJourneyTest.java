package org.safereturn.casefile.running;

class CambodiaJourneyTest extends CaseJourneyContract {

    CambodiaJourneyTest() {
        super("KH");
    }
}
