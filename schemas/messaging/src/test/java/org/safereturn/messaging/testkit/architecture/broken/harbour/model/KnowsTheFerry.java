package org.safereturn.messaging.testkit.architecture.broken.harbour.model;

import org.safereturn.messaging.testkit.architecture.broken.ferry.model.KnowsTheHarbour;

/** A model that knows one which knows it. */
public record KnowsTheFerry(KnowsTheHarbour ferry) {
}
