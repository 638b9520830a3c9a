/** Tests of deadlines. */
@NullMarked
package org.safereturn.access.deadline;

import org.jspecify.annotations.NullMarked;
