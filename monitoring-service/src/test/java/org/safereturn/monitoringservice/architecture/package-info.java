/** What must stay true of the code. */
@NullMarked
package org.safereturn.monitoringservice.architecture;

import org.jspecify.annotations.NullMarked;
