/** What must stay true of the code. */
@NullMarked
package org.safereturn.monitoring.architecture;

import org.jspecify.annotations.NullMarked;
