/** How a service takes part in the exchange: configuration, wiring and the few things every service needs. */
@NullMarked
package org.safereturn.messaging;

import org.jspecify.annotations.NullMarked;
