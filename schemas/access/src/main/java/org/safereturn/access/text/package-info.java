/** What people read: languages, labels of codes, days and times. */
@NullMarked
package org.safereturn.access.text;

import org.jspecify.annotations.NullMarked;
