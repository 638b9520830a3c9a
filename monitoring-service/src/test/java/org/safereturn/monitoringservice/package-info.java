/** Tests of the joint view. */
@NullMarked
package org.safereturn.monitoringservice;

import org.jspecify.annotations.NullMarked;
