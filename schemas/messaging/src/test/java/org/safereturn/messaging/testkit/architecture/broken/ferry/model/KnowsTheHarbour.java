package org.safereturn.messaging.testkit.architecture.broken.ferry.model;

import org.safereturn.messaging.testkit.architecture.broken.harbour.model.KnowsTheFerry;

/** A model that knows one which knows it. */
public record KnowsTheHarbour(KnowsTheFerry harbour) {
}
