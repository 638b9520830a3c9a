/** Rules about the code itself, each with a sample that breaks it. */
@NullMarked
package org.safereturn.tracingservice.architecture;

import org.jspecify.annotations.NullMarked;
