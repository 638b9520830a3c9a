/** The rules of family tracing and nationality confirmation (SOP Annex 8), free of any framework. */
@NullMarked
package org.safereturn.tracingservice.tracing.model;

import org.jspecify.annotations.NullMarked;
