/** What a stated business time or day may be, and how a record is corrected; pure Java but for the defaults. */
@NullMarked
package org.safereturn.access.time;

import org.jspecify.annotations.NullMarked;
