/** What is asked of the document store: the indexes for it, many questions by one command, and an answer for each of many writes. */
@NullMarked
package org.safereturn.messaging.store;

import org.jspecify.annotations.NullMarked;
