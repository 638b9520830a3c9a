/** Tests of what people read. */
@NullMarked
package org.safereturn.pages.words;

import org.jspecify.annotations.NullMarked;
