/** Tests of the room. */
@NullMarked
package org.safereturn.monitoringservice.figures;

import org.jspecify.annotations.NullMarked;
