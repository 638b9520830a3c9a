/** The service as it runs: over HTTP and a real broker, with the other ministry played by the test. */
@NullMarked
package org.safereturn.referralservice.running;

import org.jspecify.annotations.NullMarked;
