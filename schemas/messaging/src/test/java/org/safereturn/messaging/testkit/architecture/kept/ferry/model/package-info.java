/** A model. */
@NullMarked
package org.safereturn.messaging.testkit.architecture.kept.ferry.model;

import org.jspecify.annotations.NullMarked;
