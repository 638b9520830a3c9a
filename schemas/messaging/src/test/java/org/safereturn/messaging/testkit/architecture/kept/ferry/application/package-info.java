/** A use case. */
@NullMarked
package org.safereturn.messaging.testkit.architecture.kept.ferry.application;

import org.jspecify.annotations.NullMarked;
