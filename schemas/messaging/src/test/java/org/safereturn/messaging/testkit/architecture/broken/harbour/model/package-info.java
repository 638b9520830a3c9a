/** Closes a circle with another feature. */
@NullMarked
package org.safereturn.messaging.testkit.architecture.broken.harbour.model;

import org.jspecify.annotations.NullMarked;
