/** Open work: which case waits on which list, for whom and since when. */
@NullMarked
package org.safereturn.caseservice.work.model;

import org.jspecify.annotations.NullMarked;
