/** Samples of models that break a rule. */
@NullMarked
package org.safereturn.tracingservice.architecture.sample.model;

import org.jspecify.annotations.NullMarked;
