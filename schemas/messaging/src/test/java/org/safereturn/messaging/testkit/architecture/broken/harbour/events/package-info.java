/** What another feature must not reach for. */
@NullMarked
package org.safereturn.messaging.testkit.architecture.broken.harbour.events;

import org.jspecify.annotations.NullMarked;
