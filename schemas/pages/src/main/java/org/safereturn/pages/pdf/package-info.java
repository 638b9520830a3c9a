/** Pages as PDF, made by the browser of the machine. */
@NullMarked
package org.safereturn.pages.pdf;

import org.jspecify.annotations.NullMarked;
