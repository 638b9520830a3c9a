/** Events and their records, before and after the checks: records, their metadata, drafts of events. */
@NullMarked
package org.safereturn.messaging.event;

import org.jspecify.annotations.NullMarked;
