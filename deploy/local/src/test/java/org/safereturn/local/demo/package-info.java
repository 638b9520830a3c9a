/** Tests of the demonstration's own parts. */
@NullMarked
package org.safereturn.local.demo;

import org.jspecify.annotations.NullMarked;
