/** How versions of forms are shown beside a case. */
@NullMarked
package org.safereturn.access.form;

import org.jspecify.annotations.NullMarked;
