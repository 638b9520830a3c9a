package org.safereturn.caseservice.casefile.application;

import org.safereturn.casefile.v1.CaseStandingContent;
import org.safereturn.caseservice.casefile.model.SealedPerson;
import org.safereturn.messaging.sealing.CaseKey;
import org.safereturn.messaging.sealing.Sealed;
import org.safereturn.messaging.sealing.Sealing;

/** Seals who the person is: for the file, and for the own services. */
public final class SealedPersons {

    private final Sealing sealing;

    public SealedPersons(Sealing sealing) {
        this.sealing = sealing;
    }

    SealedPerson seal(CaseKey key, String caseRef, CaseStandingContent person) {
        return new SealedPerson(sealing.seal(key, caseRef, person.getPerson()), sealing.seal(key, caseRef, person));
    }

    CaseStandingContent open(CaseKey key, String caseRef, Sealed standing) {
        return sealing.open(key, caseRef, standing, CaseStandingContent.class);
    }
}
