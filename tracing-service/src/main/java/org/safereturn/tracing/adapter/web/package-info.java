/** The HTTP interface for officers and ministry systems. */
@NullMarked
package org.safereturn.tracing.adapter.web;

import org.jspecify.annotations.NullMarked;
