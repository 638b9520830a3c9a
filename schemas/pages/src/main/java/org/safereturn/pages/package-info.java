/** The page kit of the officers' workbench: what is shown, and how a page asks the service's own API. */
@NullMarked
package org.safereturn.pages;

import org.jspecify.annotations.NullMarked;
