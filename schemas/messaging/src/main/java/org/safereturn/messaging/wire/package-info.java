/** Records as bytes: the schema registry's wire format, header names, and the connection to the broker. */
@NullMarked
package org.safereturn.messaging.wire;

import org.jspecify.annotations.NullMarked;
