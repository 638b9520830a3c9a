/** Tests of the room. */
@NullMarked
package org.safereturn.monitoringservice.store;

import org.jspecify.annotations.NullMarked;
