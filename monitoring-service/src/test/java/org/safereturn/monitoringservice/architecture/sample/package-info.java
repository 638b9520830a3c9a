/** Samples that break a rule of the architecture on purpose. */
@NullMarked
package org.safereturn.monitoringservice.architecture.sample;

import org.jspecify.annotations.NullMarked;
