/** Tests of drafts. */
@NullMarked
package org.safereturn.pages.draft;

import org.jspecify.annotations.NullMarked;
