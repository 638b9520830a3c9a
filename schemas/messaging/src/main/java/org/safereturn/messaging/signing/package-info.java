/** Every record is signed by the ministry that sends it, and checked before anything else is believed. */
@NullMarked
package org.safereturn.messaging.signing;

import org.jspecify.annotations.NullMarked;
