/** Samples that break a rule of the architecture on purpose. */
@NullMarked
package org.safereturn.tracingservice.architecture.sample;

import org.jspecify.annotations.NullMarked;
