/** Tests of the running service. */
@NullMarked
package org.safereturn.tracingservice;

import org.jspecify.annotations.NullMarked;
