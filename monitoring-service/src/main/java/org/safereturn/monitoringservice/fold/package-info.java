/** From an event to the documents of the joint view, and what a document says of a journey. Knows no store and no page. */
@NullMarked
package org.safereturn.monitoringservice.fold;

import org.jspecify.annotations.NullMarked;
