/** What callers read and are told. */
@NullMarked
package org.safereturn.tracingservice.tracing.web;

import org.jspecify.annotations.NullMarked;
