/** Where it is kept what the ministries say of crossing points. */
@NullMarked
package org.safereturn.referralservice.crossing.application;

import org.jspecify.annotations.NullMarked;
