package org.safereturn.messaging.sealing;

import org.apache.avro.specific.SpecificRecord;

/** Seals and opens parts under the key of their case, and wraps that key for a peer. */
@SuppressWarnings("DoNotCallSuggester")
public final class Sealing {

    /** Seals the content for this case only. */
    public Sealed seal(CaseKey key, String caseRef, SpecificRecord content) {
        throw new IllegalStateException("Not wired: " + key + caseRef + content.getSchema());
    }

    /**
     * Opens a sealed part.
     *
     * @throws CannotOpen when it was sealed under another key, for another case or as another type, or was changed
     */
    public <T extends SpecificRecord> T open(CaseKey key, String caseRef, Sealed sealed, Class<T> type) {
        throw new IllegalStateException("Not wired: " + key + caseRef + sealed + type);
    }

    /**
     * Wraps the key so that only this country's ministry can unwrap it.
     *
     * @return compact JWE
     */
    public String wrapFor(String country, CaseKey key) {
        throw new IllegalStateException("Not wired: " + country + key);
    }
}
