/** Samples of adapters that break a rule. */
@NullMarked
package org.safereturn.tracingservice.architecture.sample.web;

import org.jspecify.annotations.NullMarked;
