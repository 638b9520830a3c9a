/** The rules as sentences. */
@NullMarked
package org.safereturn.tracingservice.tracing.model;

import org.jspecify.annotations.NullMarked;
