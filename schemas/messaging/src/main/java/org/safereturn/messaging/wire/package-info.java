/** Records as bytes: the schema registry's wire format, header names, and the way to the broker. */
@NullMarked
package org.safereturn.messaging.wire;

import org.jspecify.annotations.NullMarked;
