/** Two AS4 endpoints that {@code deploy/bench as4} compares the exchange with; phase4 does the protocol. */
@NullMarked
package org.safereturn.as4;

import org.jspecify.annotations.NullMarked;
