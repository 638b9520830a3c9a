package org.safereturn.referralservice.repatriation.application;

import org.safereturn.messaging.sealing.CaseKey;
import org.safereturn.messaging.sealing.Sealed;

/** Seals and opens what an officer adds in words to an emergency override. */
public interface OverrideNotes {

    /** Seals it for this case. */
    Sealed seal(CaseKey key, String caseRef, String text);

    /**
     * Opens it.
     *
     * @throws org.safereturn.messaging.sealing.CannotOpen when it was sealed for another case or was changed
     */
    String open(CaseKey key, String caseRef, Sealed sealed);
}
