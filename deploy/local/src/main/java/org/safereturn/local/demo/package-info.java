/** Plays the acceptance scenarios and a surge through the public HTTP interfaces, with made-up people only. */
@NullMarked
package org.safereturn.local.demo;

import org.jspecify.annotations.NullMarked;
