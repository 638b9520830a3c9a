/** Signing in with the ministry's provider, and what a session keeps. */
@NullMarked
package org.safereturn.pages.session;

import org.jspecify.annotations.NullMarked;
