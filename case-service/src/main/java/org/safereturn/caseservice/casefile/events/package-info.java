/** The case file's events out to the topics, and what the topics tell about a case in. */
@NullMarked
package org.safereturn.caseservice.casefile.events;

import org.jspecify.annotations.NullMarked;
