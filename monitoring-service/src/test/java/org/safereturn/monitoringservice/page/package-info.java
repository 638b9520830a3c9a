/** Tests of the room. */
@NullMarked
package org.safereturn.monitoringservice.page;

import org.jspecify.annotations.NullMarked;
