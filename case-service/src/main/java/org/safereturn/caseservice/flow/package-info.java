/** The way of a case as data: read from the files of the country profile, checked at the start, shown and compared. It decides nothing. */
@NullMarked
package org.safereturn.caseservice.flow;

import org.jspecify.annotations.NullMarked;
