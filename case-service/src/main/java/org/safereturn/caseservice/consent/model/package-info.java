/** What a person consents to, and takes back; pure Java. */
@NullMarked
package org.safereturn.caseservice.consent.model;

import org.jspecify.annotations.NullMarked;
