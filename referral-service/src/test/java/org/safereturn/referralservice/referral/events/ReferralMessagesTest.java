package org.safereturn.referralservice.referral.events;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.safereturn.exchange.v1.CareFlag;
import org.safereturn.exchange.v1.Sex;
import org.safereturn.messaging.event.CaseHead;
import org.safereturn.messaging.event.Journey;
import org.safereturn.messaging.event.Messages;
import org.safereturn.messaging.testkit.MessagesContract;
import org.safereturn.referral.v1.Address;
import org.safereturn.referral.v1.Answer;
import org.safereturn.referral.v1.DocumentType;
import org.safereturn.referral.v1.IdentityDocument;
import org.safereturn.referral.v1.ReferralSubmitted;
import org.safereturn.referralservice.referral.model.Additions;
import org.safereturn.referralservice.referral.model.ReferralContent;
import org.safereturn.referralservice.referral.model.ReferralEvent;
import org.safereturn.referralservice.referral.model.ReferralEvent.Acceptance;
import org.safereturn.referralservice.referral.model.ReferralEvent.CompletionRequest;
import org.safereturn.referralservice.referral.model.ReferralEvent.ConsentEffect;
import org.safereturn.referralservice.referral.model.ReferralEvent.Declination;
import org.safereturn.referralservice.referral.model.ReferralEvent.MachineReceipt;
import org.safereturn.referralservice.referral.model.ReferralEvent.MissingField;
import org.safereturn.referralservice.referral.model.ReferralEvent.Opening;
import org.safereturn.referralservice.referral.model.ReferralEvent.Stopped;
import org.safereturn.referralservice.referral.model.ReferralEvent.Withdrawal;
import org.safereturn.referralservice.referral.model.ReferralFixtures;
import org.safereturn.referralservice.referral.model.ReferralState;
import org.safereturn.referralservice.referral.model.Submission;
import org.safereturn.referralservice.standing.model.Consent;
import org.safereturn.referralservice.standing.model.Consent.Purpose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.safereturn.referralservice.referral.model.ReferralFixtures.CIPHERTEXT;
import static org.safereturn.referralservice.referral.model.ReferralFixtures.HOST_OFFICER;
import static org.safereturn.referralservice.referral.model.ReferralFixtures.KEY;
import static org.safereturn.referralservice.referral.model.ReferralFixtures.NOW;
import static org.safereturn.referralservice.referral.model.ReferralFixtures.ORIGIN_OFFICER;
import static org.safereturn.referralservice.referral.model.ReferralFixtures.TODAY;

class ReferralMessagesTest extends MessagesContract<ReferralEvent> {

    private static final LocalDate LATER = LocalDate.of(2026, 12, 1);

    @Override
    protected Messages<ReferralEvent> messages() {
        return new ReferralMessages();
    }

    @Override
    protected Class<ReferralEvent> published() {
        return ReferralEvent.class;
    }

    @Override
    protected Enum<?> state() {
        return ReferralState.RECEIVED;
    }

    @Override
    protected Journey journey() {
        return new Journey("AA", "BB");
    }

    @Override
    protected Stream<ReferralEvent> samples() {
        String other = new UUID(0, 8).toString();
        return Stream.of(
                new ReferralEvent.CaseKeyIssued(NOW, HOST_OFFICER, KEY),
                new ReferralEvent.ReferralSubmitted(submission(Submission.ExploitationType.FORCED_LABOUR, LATER), CIPHERTEXT),
                new ReferralEvent.ReferralSubmitted(submission(null, null), CIPHERTEXT),
                new ReferralEvent.DeliveryReceipt(2, new MachineReceipt(other, "00ff", NOW)),
                new ReferralEvent.ReferralReceived(1, new Opening(ORIGIN_OFFICER, NOW)),
                new ReferralEvent.ReferralReturnedForCompletion(2, new CompletionRequest(ORIGIN_OFFICER, NOW,
                        List.of(new MissingField("originAddress.village", null), new MissingField("age", null)), CIPHERTEXT)),
                new ReferralEvent.ReferralReturnedForCompletion(2, new CompletionRequest(ORIGIN_OFFICER, NOW,
                        List.of(new MissingField("age", null)), null)),
                new ReferralEvent.ReferralAccepted(1, new Acceptance(ORIGIN_OFFICER, NOW, "ORIGIN-TRACING", LATER)),
                new ReferralEvent.ReferralAccepted(1, new Acceptance(ORIGIN_OFFICER, NOW, "ORIGIN-TRACING", null)),
                new ReferralEvent.ReferralDeclined(1,
                        new Declination(ORIGIN_OFFICER, NOW, Declination.Reason.DUPLICATE, other)),
                new ReferralEvent.ReferralDeclined(1,
                        new Declination(ORIGIN_OFFICER, NOW, Declination.Reason.OUT_OF_SCOPE, null)),
                new ReferralEvent.ReferralDeclineRevoked(1, new ReferralEvent.Revocation(ORIGIN_OFFICER, NOW)),
                new ReferralEvent.ReferralWithdrawn(1,
                        new Withdrawal(HOST_OFFICER, NOW, Withdrawal.Reason.CONSENT_WITHDRAWN, true, null)),
                new ReferralEvent.ReferralWithdrawn(0, new Withdrawal(HOST_OFFICER, NOW, Withdrawal.Reason.OTHER, false, null)),
                new ReferralEvent.ReferralWithdrawn(3,
                        new Withdrawal(HOST_OFFICER, NOW, Withdrawal.Reason.DUPLICATE, false, other)),
                new ReferralEvent.ConsentEffectConfirmed(new ConsentEffect("BB", NOW, other, 2,
                        List.of(Purpose.TRACING, Purpose.DATA_SHARING), List.of(Stopped.REFERRAL, Stopped.RETURN))),
                new ReferralEvent.ConsentEffectConfirmed(new ConsentEffect("BB", NOW, other, 0, List.of(Purpose.RETURN),
                        List.of(Stopped.NOTHING_RUNNING))));
    }

    /** The consents are told with the version of the record. */
    private static Submission submission(Submission.@Nullable ExploitationType type, @Nullable LocalDate wantedBy) {
        return new Submission(1, NOW, HOST_OFFICER, "HOST-UNIT", "ORIGIN-UNIT", TODAY, Submission.Urgency.MEDICAL,
                Submission.Sex.FEMALE, Submission.AgeGroup.AGE_12_17, type, List.of(),
                List.of(Purpose.TRACING), List.of(
                        new Consent(Purpose.TRACING, Consent.Answer.GIVEN, Consent.Giver.GUARDIAN, TODAY, LATER, NOW, 3),
                        new Consent(Purpose.PHOTO_USE, Consent.Answer.REFUSED, null, null, null, 3)), wantedBy);
    }

    @Test
    void a_referral_says_all_that_the_case_file_says_and_what_it_adds() {
        org.safereturn.referral.v1.ReferralContent file = org.safereturn.referral.v1.ReferralContent.newBuilder()
                .setNameOwnScript("").setNameUnknown(true).setSex(Sex.FEMALE).setNationalityClaimed("BB")
                .setOriginAddress(Address.newBuilder().setCountry("BB").setProvince("Sampleprovince").build())
                .setDocuments(List.of(new IdentityDocument(DocumentType.PASSPORT, "X1"))).setCareNeeds("Made-up need")
                .setWishToReturn(Answer.UNDECIDED).setCareFlags(List.of(CareFlag.DISABILITY, CareFlag.PREGNANCY)).build();
        Additions additions = new Additions(List.of(new ReferralContent.FamilyMember("Malee Samplename", "Ma",
                ReferralContent.Relation.AUNT, Submission.Sex.FEMALE, 50, ReferralContent.LifeStatus.ALIVE, true, false,
                "Made-up work", address(), "012 000 000", "km", ReferralContent.RoleInCase.CAREGIVER)),
                List.of(new ReferralContent.LocalContact("CHIEF", "Narin Samplename", "012 000 001")),
                new ReferralContent.SafeContact(true, "PHONE", "A made-up story", List.of("Nobody"), false, true),
                ReferralContent.YesNo.YES);
        org.safereturn.referral.v1.ReferralContent whole = SealedReferralContents.with(file, additions);
        assertThat(org.safereturn.referral.v1.ReferralContent.newBuilder(whole).setRelatives(List.of())
                .setLocalHelpers(List.of()).setSafeContact(null).setProceedingsPending(null).build()).isEqualTo(file);
        ReferralContent read = SealedReferralContents.fromWire(whole);
        assertThat(new Additions(read.relatives(), read.localHelpers(), read.safeContact(), read.proceedingsPending()))
                .isEqualTo(additions);
        assertThat(read.nameOwnScript()).isNull();
        assertThat(read.nameUnknown()).isTrue();
        assertThat(read.careFlags()).containsExactly(Submission.CareFlag.DISABILITY, Submission.CareFlag.PREGNANCY);
    }

    @Test
    void what_older_releases_told_in_clear_is_heard_and_no_need_is_told_in_clear_any_more() {
        ReferralEvent.ReferralSubmitted flagged = new ReferralEvent.ReferralSubmitted(
                ReferralFixtures.submission(Submission.CareFlag.DISABILITY), CIPHERTEXT);
        CaseHead head = new CaseHead(new UUID(0, 9).toString(), 1, journey(), state().name(), NOW, HOST_OFFICER);
        ReferralSubmitted wire = (ReferralSubmitted) messages().toWire(head, flagged);
        assertThat(wire.getCareFlags()).isEmpty();
        ReferralSubmitted older = ReferralSubmitted.newBuilder(wire).setCareFlags(List.of(CareFlag.DISABILITY)).build();
        assertThat(((ReferralEvent.ReferralSubmitted) messages().fromWire(older)).submission().careFlags())
                .containsExactly(Submission.CareFlag.DISABILITY);
    }

    private static ReferralContent.Address address() {
        return new ReferralContent.Address("BB", "Sampleprovince", "District", "Commune", "Village", "Street", "1", "00000",
                "A made-up tree", "2020");
    }
}
