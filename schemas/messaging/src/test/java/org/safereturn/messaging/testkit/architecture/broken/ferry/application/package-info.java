/** Use cases that break a rule. */
@NullMarked
package org.safereturn.messaging.testkit.architecture.broken.ferry.application;

import org.jspecify.annotations.NullMarked;
