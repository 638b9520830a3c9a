/** Input checks: strict JSON, texts and names, bodies within limits, and the problems for the rest. */
@NullMarked
package org.safereturn.access.input;

import org.jspecify.annotations.NullMarked;
