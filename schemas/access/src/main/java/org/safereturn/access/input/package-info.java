/** What is taken as input: strict JSON, texts and names, bodies within limits, and what is wrong with the rest. */
@NullMarked
package org.safereturn.access.input;

import org.jspecify.annotations.NullMarked;
