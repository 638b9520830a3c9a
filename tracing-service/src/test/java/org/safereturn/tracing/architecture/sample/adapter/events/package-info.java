/** A neighbour for the sample of an adapter. */
@NullMarked
package org.safereturn.tracing.architecture.sample.adapter.events;

import org.jspecify.annotations.NullMarked;
