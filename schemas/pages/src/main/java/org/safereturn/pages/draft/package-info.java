/** What officers have entered into forms and not sent yet, sealed in the service's own store. */
@NullMarked
package org.safereturn.pages.draft;

import org.jspecify.annotations.NullMarked;
