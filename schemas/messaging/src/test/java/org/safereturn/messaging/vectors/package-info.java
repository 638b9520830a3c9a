/** The test vectors of the contract's signing and sealing profile: how they are made, and that the code holds to them. */
@NullMarked
package org.safereturn.messaging.vectors;

import org.jspecify.annotations.NullMarked;
