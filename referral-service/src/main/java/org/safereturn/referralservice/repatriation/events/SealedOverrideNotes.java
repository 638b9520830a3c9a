package org.safereturn.referralservice.repatriation.events;

import org.safereturn.messaging.sealing.CaseKey;
import org.safereturn.messaging.sealing.Sealed;
import org.safereturn.messaging.sealing.Sealing;
import org.safereturn.referralservice.repatriation.application.OverrideNotes;
import org.safereturn.repatriation.v1.OverrideNote;

/** Words about an override, sealed as the record that the contract names. */
public final class SealedOverrideNotes implements OverrideNotes {

    private final Sealing sealing;

    /** With this way of sealing. */
    public SealedOverrideNotes(Sealing sealing) {
        this.sealing = sealing;
    }

    @Override
    public Sealed seal(CaseKey key, String caseRef, String text) {
        return sealing.seal(key, caseRef, new OverrideNote(text));
    }

    @Override
    public String open(CaseKey key, String caseRef, Sealed sealed) {
        return sealing.open(key, caseRef, sealed, OverrideNote.class).getText();
    }
}
