/** The joint view for programs. */
@NullMarked
package org.safereturn.monitoringservice.api;

import org.jspecify.annotations.NullMarked;
