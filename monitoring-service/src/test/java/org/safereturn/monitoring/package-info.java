/** Tests of the joint view. */
@NullMarked
package org.safereturn.monitoring;

import org.jspecify.annotations.NullMarked;
