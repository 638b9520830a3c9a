/** Tests of the counts. */
@NullMarked
package org.safereturn.caseservice.nonvictim;

import org.jspecify.annotations.NullMarked;
