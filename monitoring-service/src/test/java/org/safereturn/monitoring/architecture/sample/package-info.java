/** Samples that break a rule of the architecture on purpose. */
@NullMarked
package org.safereturn.monitoring.architecture.sample;

import org.jspecify.annotations.NullMarked;
