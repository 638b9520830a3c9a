package org.safereturn.caseservice.flow;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.safereturn.caseservice.country.CountryProfile;
import org.safereturn.messaging.form.Authority;

/** What a country profile decides about one thing in one direction of return. */
enum SwitchValue {
    /** It is refused. */
    REFUSE,
    /** It is warned of. */
    WARN,
    /** There is such an offer. */
    OFFERED,
    /** There is none. */
    NOT_OFFERED;

    private static final String RESULT = "result-before-return";
    private static final String ACKNOWLEDGEMENT = "acknowledgement-before-decision";
    private static final String SHELTER = "regions.shelter-choice";
    private static final String STAY = "regions.temporary-stay";
    private static final String FUND = "regions.fund";
    private static final String WITNESS = "regions.witness-cooperation";

    /** Keys of the profile, below a direction, that decide something. */
    static final List<String> KEYS = List.of(RESULT, ACKNOWLEDGEMENT, SHELTER, STAY, FUND, WITNESS);

    /**
     * What is decided.
     *
     * @param value what
     * @param authority who stands behind it
     */
    record Said(SwitchValue value, Authority authority) {
    }

    /** What a direction says under a key; empty where it says nothing, or the key is none of {@link #KEYS}. */
    static Optional<Said> of(CountryProfile.Flow flow, String key) {
        CountryProfile.OrderRule acknowledgement = flow.acknowledgementBeforeDecision();
        Map<String, CountryProfile.Offer> offers = Map.of(SHELTER, flow.regions().shelterChoice(), STAY, flow.regions().temporaryStay(),
                FUND, flow.regions().fund(), WITNESS, flow.regions().witnessCooperation());
        return switch (key) {
            case RESULT -> ordered(flow.resultBeforeReturn(), flow.authority());
            case ACKNOWLEDGEMENT -> acknowledgement == null ? Optional.empty()
                    : ordered(acknowledgement.rule(), acknowledgement.authority());
            default -> Optional.ofNullable(offers.get(key))
                    .map(offer -> new Said(offer.offered() ? OFFERED : NOT_OFFERED, offer.authority()));
        };
    }

    private static Optional<Said> ordered(CountryProfile.@Nullable Order order, Authority authority) {
        return Optional.ofNullable(order).map(each -> new Said(switch (each) {
            case REFUSE -> REFUSE;
            case WARN -> WARN;
        }, authority));
    }
}
