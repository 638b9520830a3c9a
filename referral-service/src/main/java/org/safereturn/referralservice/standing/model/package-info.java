/** What the own case-service said about a case: identification, route and consents; pure Java. */
@NullMarked
package org.safereturn.referralservice.standing.model;

import org.jspecify.annotations.NullMarked;
