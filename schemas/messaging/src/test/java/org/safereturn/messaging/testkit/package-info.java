/** What a service needs to prove that it takes part rightly: an exchange in one process, a peer, and contracts. */
@NullMarked
package org.safereturn.messaging.testkit;

import org.jspecify.annotations.NullMarked;
