package org.safereturn.referralservice.referral.application;

import org.safereturn.messaging.sealing.CaseKey;
import org.safereturn.messaging.sealing.Sealed;
import org.safereturn.referralservice.referral.model.ReferralContent;

/** Seals and opens what a referral says about the person. */
public interface ReferralContents {

    /** Seals it for this case; each call gives another ciphertext. */
    Sealed seal(CaseKey key, String caseRef, ReferralContent content);

    /**
     * Opens it.
     *
     * @throws org.safereturn.messaging.sealing.CannotOpen when it was sealed for another case or was changed
     */
    ReferralContent open(CaseKey key, String caseRef, Sealed sealed);
}
