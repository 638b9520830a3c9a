/** How a page asks the service's own API, as the officer who looks at it. */
@NullMarked
package org.safereturn.pages.api;

import org.jspecify.annotations.NullMarked;
