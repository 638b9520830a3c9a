/** The keys of a ministry and the public keys of its peers. */
@NullMarked
package org.safereturn.messaging.keys;

import org.jspecify.annotations.NullMarked;
