/** Personal data travels and rests only as parts encrypted under the key of its case. */
@NullMarked
package org.safereturn.messaging.sealing;

import org.jspecify.annotations.NullMarked;
