package org.safereturn.casefile.running;

class FictionalCountryJourneyTest extends CaseJourneyContract {

    FictionalCountryJourneyTest() {
        super("ZZ");
    }
}
