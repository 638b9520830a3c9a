/** Samples of models that break a rule. */
@NullMarked
package org.safereturn.tracing.architecture.sample.model;

import org.jspecify.annotations.NullMarked;
