/** Measures the running system against the floor that the bare drivers reach in the same run. */
@NullMarked
package org.safereturn.benchmarks;

import org.jspecify.annotations.NullMarked;
