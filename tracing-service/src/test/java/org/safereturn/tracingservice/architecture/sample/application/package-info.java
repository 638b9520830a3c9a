/** Samples of use cases that break a rule. */
@NullMarked
package org.safereturn.tracingservice.architecture.sample.application;

import org.jspecify.annotations.NullMarked;
