package org.safereturn.caseservice.running;

class FictionalCountryJourneyTest extends CaseJourneyContract {

    FictionalCountryJourneyTest() {
        super("ZZ");
    }
}
