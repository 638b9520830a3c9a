/** The shape of the service, and samples that break it. */
@NullMarked
package org.safereturn.caseservice.architecture;

import org.jspecify.annotations.NullMarked;
