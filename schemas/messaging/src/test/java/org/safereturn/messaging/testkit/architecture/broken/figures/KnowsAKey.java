package org.safereturn.messaging.testkit.architecture.broken.figures;

import org.safereturn.messaging.sealing.CaseKey;

/** Holds a key of a case. */
record KnowsAKey(CaseKey key) {
}
