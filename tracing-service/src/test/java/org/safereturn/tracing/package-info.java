/** Tests of the running service. */
@NullMarked
package org.safereturn.tracing;

import org.jspecify.annotations.NullMarked;
