/** Samples of adapters that break a rule. */
@NullMarked
package org.safereturn.tracing.architecture.sample.adapter.web;

import org.jspecify.annotations.NullMarked;
