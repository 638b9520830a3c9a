/** The running service: through a real broker, over HTTP, for each country. */
@NullMarked
package org.safereturn.caseservice.running;

import org.jspecify.annotations.NullMarked;
