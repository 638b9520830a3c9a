/** What every identity provider of the exchange must do, as a contract. */
@NullMarked
package org.safereturn.local.client;

import org.jspecify.annotations.NullMarked;
