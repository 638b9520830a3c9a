/** An event adapter. */
@NullMarked
package org.safereturn.messaging.testkit.architecture.kept.ferry.events;

import org.jspecify.annotations.NullMarked;
