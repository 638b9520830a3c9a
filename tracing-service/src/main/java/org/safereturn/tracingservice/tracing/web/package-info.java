/** The HTTP interface for officers and ministry systems. */
@NullMarked
package org.safereturn.tracingservice.tracing.web;

import org.jspecify.annotations.NullMarked;
