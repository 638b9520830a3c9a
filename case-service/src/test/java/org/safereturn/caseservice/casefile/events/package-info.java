/** Tests of what goes out to the topics and comes in from them. */
@NullMarked
package org.safereturn.caseservice.casefile.events;

import org.jspecify.annotations.NullMarked;
