package org.safereturn.referralservice.repatriation.application;

import org.safereturn.messaging.sealing.CaseKey;
import org.safereturn.messaging.sealing.Sealed;
import org.safereturn.referralservice.repatriation.model.TravelCareNeeds;

/** Seals and opens what escort and reception need for a journey. */
public interface CareNeedsContents {

    /** Seals it for this case. */
    Sealed seal(CaseKey key, String caseRef, TravelCareNeeds needs);

    /**
     * Opens it.
     *
     * @throws org.safereturn.messaging.sealing.CannotOpen when it was sealed for another case or was changed
     */
    TravelCareNeeds open(CaseKey key, String caseRef, Sealed sealed);
}
