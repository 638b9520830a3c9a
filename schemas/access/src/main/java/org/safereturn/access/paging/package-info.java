/** Lists by page: which page a caller asks for and what is answered. */
@NullMarked
package org.safereturn.access.paging;

import org.jspecify.annotations.NullMarked;
