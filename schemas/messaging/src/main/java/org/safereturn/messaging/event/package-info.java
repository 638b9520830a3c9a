/** What travels, before it is trusted and after: records, their metadata, drafts of events. */
@NullMarked
package org.safereturn.messaging.event;

import org.jspecify.annotations.NullMarked;
