/** What people read: texts of pages, names of codes and places, values. */
@NullMarked
package org.safereturn.pages.words;

import org.jspecify.annotations.NullMarked;
