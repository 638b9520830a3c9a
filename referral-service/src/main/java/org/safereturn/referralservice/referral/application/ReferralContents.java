package org.safereturn.referralservice.referral.application;

import java.util.List;

import org.safereturn.messaging.sealing.CaseKey;
import org.safereturn.messaging.sealing.Sealed;
import org.safereturn.referralservice.referral.model.Additions;
import org.safereturn.referralservice.referral.model.CasePerson;
import org.safereturn.referralservice.referral.model.ReferralContent;

/** Seals and opens what is said about the person. Opening what was sealed for another case, or was changed, fails. */
public interface ReferralContents {

    /**
     * Seals for this case what a referral says: all that the own case-service said of the person, and what the referral
     * adds. Each call gives another ciphertext.
     *
     * @param person as the case-service sealed it
     * @throws org.safereturn.messaging.sealing.CannotOpen when it was sealed for another case or was changed
     */
    Sealed seal(CaseKey key, String caseRef, Sealed person, Additions additions);

    /**
     * Opens it.
     *
     * @throws org.safereturn.messaging.sealing.CannotOpen when it was sealed for another case or was changed
     */
    ReferralContent open(CaseKey key, String caseRef, Sealed sealed);

    /**
     * Opens what the own case-service said of the person.
     *
     * @throws org.safereturn.messaging.sealing.CannotOpen when it was sealed for another case or was changed
     */
    CasePerson openPerson(CaseKey key, String caseRef, Sealed sealed);

    /** Seals what the origin asks in words. */
    Sealed sealQuestions(CaseKey key, String caseRef, List<Question> questions);

    /**
     * Opens what the origin asks in words.
     *
     * @throws org.safereturn.messaging.sealing.CannotOpen when it was sealed for another case or was changed
     */
    List<Question> openQuestions(CaseKey key, String caseRef, Sealed sealed);

    /**
     * What the origin asks about one field. Its text shows nothing.
     *
     * @param field its name
     * @param text what is asked
     */
    record Question(String field, String text) {

        @Override
        public String toString() {
            return "question about " + field;
        }
    }
}
