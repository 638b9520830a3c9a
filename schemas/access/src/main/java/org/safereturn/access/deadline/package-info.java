/** Deadlines: timers of the country profile, working days and holidays, and the day on which something is due. */
@NullMarked
package org.safereturn.access.deadline;

import org.jspecify.annotations.NullMarked;
