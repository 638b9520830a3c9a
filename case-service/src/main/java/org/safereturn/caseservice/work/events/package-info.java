/** What the services of the ministry tell about their open work. */
@NullMarked
package org.safereturn.caseservice.work.events;

import org.jspecify.annotations.NullMarked;
