/** An event adapter that breaks a rule. */
@NullMarked
package org.safereturn.messaging.testkit.architecture.broken.ferry.events;

import org.jspecify.annotations.NullMarked;
