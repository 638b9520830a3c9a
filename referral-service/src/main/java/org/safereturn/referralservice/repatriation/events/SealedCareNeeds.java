package org.safereturn.referralservice.repatriation.events;

import org.safereturn.messaging.event.Symbols;
import org.safereturn.messaging.sealing.CaseKey;
import org.safereturn.messaging.sealing.Sealed;
import org.safereturn.messaging.sealing.Sealing;
import org.safereturn.referralservice.repatriation.application.CareNeedsContents;
import org.safereturn.referralservice.repatriation.model.TravelCareNeeds;
import org.safereturn.repatriation.v1.TravelFitness;

/** Needs for a journey, sealed as the record that the contract names. */
public final class SealedCareNeeds implements CareNeedsContents {

    private final Sealing sealing;

    /** With this way of sealing. */
    public SealedCareNeeds(Sealing sealing) {
        this.sealing = sealing;
    }

    @Override
    public Sealed seal(CaseKey key, String caseRef, TravelCareNeeds needs) {
        return sealing.seal(key, caseRef, org.safereturn.repatriation.v1.TravelCareNeeds.newBuilder()
                .setFitness(Symbols.of(TravelFitness.class, needs.fitness())).setAssistance(needs.assistance())
                .setMedicines(needs.medicines()).setDiet(needs.diet()).setTravelsWith(needs.travelsWith())
                .setNotes(needs.notes()).build());
    }

    @Override
    public TravelCareNeeds open(CaseKey key, String caseRef, Sealed sealed) {
        var needs = sealing.open(key, caseRef, sealed, org.safereturn.repatriation.v1.TravelCareNeeds.class);
        return new TravelCareNeeds(
                Symbols.of(TravelCareNeeds.Fitness.class, needs.getFitness()),
                needs.getAssistance(), needs.getMedicines(), needs.getDiet(), needs.getTravelsWith(), needs.getNotes());
    }
}
