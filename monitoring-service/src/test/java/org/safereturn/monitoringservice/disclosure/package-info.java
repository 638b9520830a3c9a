/** Tests of what a publication shows. */
@NullMarked
package org.safereturn.monitoringservice.disclosure;

import org.jspecify.annotations.NullMarked;
