/** The crossing points as the ministries speak of them: on which days nobody can pass. */
@NullMarked
package org.safereturn.referralservice.crossing.model;

import org.jspecify.annotations.NullMarked;
