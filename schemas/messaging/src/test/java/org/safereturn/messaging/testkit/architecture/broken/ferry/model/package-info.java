/** Models that break a rule. */
@NullMarked
package org.safereturn.messaging.testkit.architecture.broken.ferry.model;

import org.jspecify.annotations.NullMarked;
