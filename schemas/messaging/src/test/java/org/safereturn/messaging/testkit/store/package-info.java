/** Whether every question to the store has an index. */
@NullMarked
package org.safereturn.messaging.testkit.store;

import org.jspecify.annotations.NullMarked;
