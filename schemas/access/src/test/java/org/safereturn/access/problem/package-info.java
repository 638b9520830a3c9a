/** Tests of problems and replies. */
@NullMarked
package org.safereturn.access.problem;

import org.jspecify.annotations.NullMarked;
