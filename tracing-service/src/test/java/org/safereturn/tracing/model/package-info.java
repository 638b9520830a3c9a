/** The rules as sentences. */
@NullMarked
package org.safereturn.tracing.model;

import org.jspecify.annotations.NullMarked;
