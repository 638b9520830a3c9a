/** Checks of what callers send that several features need. */
@NullMarked
package org.safereturn.caseservice.input;

import org.jspecify.annotations.NullMarked;
