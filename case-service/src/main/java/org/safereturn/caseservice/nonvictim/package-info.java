/** Counts of those whom the joint exchange does not carry: no case, no person, numbers only. */
@NullMarked
package org.safereturn.caseservice.nonvictim;

import org.jspecify.annotations.NullMarked;
