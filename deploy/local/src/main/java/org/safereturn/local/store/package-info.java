/** The embedded document store: a development stand-in that speaks MongoDB's wire protocol and keeps what it acknowledged. */
@NullMarked
package org.safereturn.local.store;

import org.jspecify.annotations.NullMarked;
