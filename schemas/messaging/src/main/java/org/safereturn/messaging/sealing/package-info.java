/** Personal data is sent and stored only in parts that are encrypted with the key of its case. */
@NullMarked
package org.safereturn.messaging.sealing;

import org.jspecify.annotations.NullMarked;
