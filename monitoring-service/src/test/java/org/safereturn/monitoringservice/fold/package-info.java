/** Tests of the room. */
@NullMarked
package org.safereturn.monitoringservice.fold;

import org.jspecify.annotations.NullMarked;
