/** Tests of the counts. */
@NullMarked
package org.safereturn.nonvictim;

import org.jspecify.annotations.NullMarked;
