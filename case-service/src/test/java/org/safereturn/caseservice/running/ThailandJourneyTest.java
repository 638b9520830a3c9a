package org.safereturn.caseservice.running;

class ThailandJourneyTest extends CaseJourneyContract {

    ThailandJourneyTest() {
        super("TH");
    }
}
