/** Tests of the case service as a whole. */
@NullMarked
package org.safereturn.caseservice;

import org.jspecify.annotations.NullMarked;
