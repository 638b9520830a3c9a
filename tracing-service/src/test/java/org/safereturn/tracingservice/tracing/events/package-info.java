/** The model's words and the contract's words say the same. */
@NullMarked
package org.safereturn.tracingservice.tracing.events;

import org.jspecify.annotations.NullMarked;
