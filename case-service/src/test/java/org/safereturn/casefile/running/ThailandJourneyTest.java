package org.safereturn.casefile.running;

class ThailandJourneyTest extends CaseJourneyContract {

    ThailandJourneyTest() {
        super("TH");
    }
}
