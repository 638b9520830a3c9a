/** A neighbour for the sample of an adapter. */
@NullMarked
package org.safereturn.tracingservice.architecture.sample.events;

import org.jspecify.annotations.NullMarked;
