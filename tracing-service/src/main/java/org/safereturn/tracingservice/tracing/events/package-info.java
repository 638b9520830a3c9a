/** Between the model and the exchange: what is published, and what an arriving event means. */
@NullMarked
package org.safereturn.tracingservice.tracing.events;

import org.jspecify.annotations.NullMarked;
