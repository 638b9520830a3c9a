/** Tests of PDFs. */
@NullMarked
package org.safereturn.pages.pdf;

import org.jspecify.annotations.NullMarked;
