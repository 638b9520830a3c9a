package org.safereturn.referralservice.repatriation.web;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import org.safereturn.access.time.Correction;
import org.safereturn.messaging.event.Officer;
import org.safereturn.referralservice.country.CountryProfile;
import org.safereturn.referralservice.repatriation.model.CheckedItem;
import org.safereturn.referralservice.repatriation.model.Handover;
import org.safereturn.referralservice.repatriation.model.Handover.EmergencyOverride;
import org.safereturn.referralservice.repatriation.model.Handover.HandedItem;
import org.safereturn.referralservice.repatriation.model.Handover.OverrideConfirmation;

/**
 * A handover as it is shown: one revision of its record.
 *
 * @param correction why, by whom and when it superseded the revision before, absent for the first
 */
record HandoverView(int revision, Officer officer, Instant handedOverAt, @Nullable Instant recordedAt,
        String crossingPoint, @Nullable String receivedByRole, List<CheckedItem> checklist,
        @Nullable LocalDate consentCheckedOn, List<HandedItem> handedItems, @Nullable Boolean medicinesHanded,
        @Nullable Integer resultVersion, boolean recordedLate, @Nullable OverrideView override, List<String> warnings,
        @Nullable Correction correction) {

    /**
     * An emergency override.
     *
     * @param authorityNames by language; empty for an authority of the other country
     * @param confirmed whether a second officer stands by it
     * @param note what the first officer added in words, only where it was opened
     */
    record OverrideView(String authority, Map<String, String> authorityNames, EmergencyOverride.Reason reason, String rule,
            boolean confirmed, @Nullable OverrideConfirmation confirmation,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String note) {

        private static @Nullable OverrideView of(@Nullable EmergencyOverride override,
                @Nullable OverrideConfirmation second, CountryProfile profile, @Nullable String note) {
            return override == null ? null : new OverrideView(override.authority(),
                    profile.nameOfAuthority(override.authority()), override.reason(), override.rule(), second != null,
                    second, note);
        }
    }

    static @Nullable HandoverView of(@Nullable Handover handover, @Nullable OverrideConfirmation second,
            CountryProfile profile, @Nullable String note) {
        return handover == null ? null : shown(handover, OverrideView.of(handover.override(), second, profile, note));
    }

    /** A revision that was superseded; whether its override was confirmed stands with the one that counts. */
    static HandoverView superseded(Handover handover, CountryProfile profile) {
        return shown(handover, OverrideView.of(handover.override(), null, profile, null));
    }

    private static HandoverView shown(Handover known, @Nullable OverrideView override) {
        return new HandoverView(known.revision(), known.officer(), known.handedOverAt(), known.recordedAt(),
                known.crossingPoint(), known.receivedByRole(), known.checklist(), known.consentCheckedOn(),
                known.handedItems(), known.medicinesHanded(), known.resultVersion(), known.recordedLate(), override,
                known.warnings(), known.corrects().orElse(null));
    }
}
