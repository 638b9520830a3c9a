/** The test kit of pages: a provider to sign in at, a browser without script, and what every service's pages must fulfil. */
@NullMarked
package org.safereturn.pages.testing;

import org.jspecify.annotations.NullMarked;
