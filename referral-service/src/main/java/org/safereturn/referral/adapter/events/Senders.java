package org.safereturn.referral.adapter.events;

import java.util.Optional;

import org.safereturn.messaging.event.InboundEvent;
import org.safereturn.messaging.outcome.Rejection;
import org.safereturn.referral.model.Journey;

/** Whether the ministry that signed an event is the one that may tell it. */
final class Senders {

    private Senders() {
    }

    /** Only the host of this case may tell it, and only to this ministry or its own. */
    static Optional<Rejection> host(InboundEvent event, Journey journey, String ownCountry) {
        return sent(event, journey, ownCountry, journey.host());
    }

    /** Only the origin of this case may tell it, and only to this ministry or its own. */
    static Optional<Rejection> origin(InboundEvent event, Journey journey, String ownCountry) {
        return sent(event, journey, ownCountry, journey.origin());
    }

    /** Either side of this case may tell it, and only to this ministry. */
    static Optional<Rejection> either(InboundEvent event, Journey journey, String ownCountry) {
        return sent(event, journey, ownCountry, event.metadata().country());
    }

    private static Optional<Rejection> sent(InboundEvent event, Journey journey, String ownCountry, String allowed) {
        String sender = event.metadata().country();
        return sender.equals(allowed) && journey.concerns(sender) && journey.concerns(ownCountry)
                && !journey.host().equals(journey.origin()) ? Optional.empty()
                : Optional.of(Rejection.forbidden("sender-may-not-tell", "sender", sender, "flow", journey.flow()));
    }
}
