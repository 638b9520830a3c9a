package org.safereturn.messaging.testkit.architecture.broken.ferry.application;

import org.springframework.context.ApplicationContext;

/** A use case that knows a framework. */
record KnowsSpring(ApplicationContext context) {
}
