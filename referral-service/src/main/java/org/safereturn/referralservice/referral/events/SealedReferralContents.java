package org.safereturn.referralservice.referral.events;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.safereturn.casefile.v1.CaseStandingContent;
import org.safereturn.messaging.event.Symbols;
import org.safereturn.messaging.sealing.CaseKey;
import org.safereturn.messaging.sealing.Sealed;
import org.safereturn.messaging.sealing.Sealing;
import org.safereturn.referral.v1.Address;
import org.safereturn.referral.v1.Answer;
import org.safereturn.referral.v1.CompletionContent;
import org.safereturn.referral.v1.CompletionQuestion;
import org.safereturn.referral.v1.FamilyMember;
import org.safereturn.referral.v1.LifeStatus;
import org.safereturn.referral.v1.LocalHelper;
import org.safereturn.referral.v1.Relation;
import org.safereturn.referral.v1.RoleInCase;
import org.safereturn.referral.v1.SafeContact;
import org.safereturn.referralservice.referral.application.ReferralContents;
import org.safereturn.referralservice.referral.model.Additions;
import org.safereturn.referralservice.referral.model.CasePerson;
import org.safereturn.referralservice.referral.model.ReferralContent;
import org.safereturn.referralservice.referral.model.Submission;

/** Contents of referrals, sealed as the record that the contract names. */
public final class SealedReferralContents implements ReferralContents {

    private final Sealing sealing;

    /** With this way of sealing. */
    public SealedReferralContents(Sealing sealing) {
        this.sealing = sealing;
    }

    @Override
    public Sealed seal(CaseKey key, String caseRef, Sealed person, Additions additions) {
        return sealing.seal(key, caseRef, with(
                sealing.open(key, caseRef, person, CaseStandingContent.class).getPerson(), additions));
    }

    @Override
    public ReferralContent open(CaseKey key, String caseRef, Sealed sealed) {
        return fromWire(sealing.open(key, caseRef, sealed, org.safereturn.referral.v1.ReferralContent.class));
    }

    @Override
    public CasePerson openPerson(CaseKey key, String caseRef, Sealed sealed) {
        return fromWire(sealing.open(key, caseRef, sealed, CaseStandingContent.class));
    }

    @Override
    public Sealed sealQuestions(CaseKey key, String caseRef, List<Question> questions) {
        return sealing.seal(key, caseRef, CompletionContent.newBuilder().setQuestions(questions.stream()
                .map(each -> new CompletionQuestion(each.field(), each.text())).toList()).build());
    }

    @Override
    public List<Question> openQuestions(CaseKey key, String caseRef, Sealed sealed) {
        return sealing.open(key, caseRef, sealed, CompletionContent.class).getQuestions().stream()
                .map(each -> new Question(each.getField(), each.getText())).toList();
    }

    static CasePerson fromWire(CaseStandingContent told) {
        return new CasePerson(fromWire(told.getPerson()), Symbols.of(Submission.AgeGroup.class, told.getAgeGroup()),
                Symbols.orNull(Submission.ExploitationType.class, told.getExploitationType()));
    }

    /** Nothing that the case file says is left out. */
    static org.safereturn.referral.v1.ReferralContent with(org.safereturn.referral.v1.ReferralContent person,
            Additions additions) {
        return org.safereturn.referral.v1.ReferralContent.newBuilder(person)
                .setRelatives(list(additions.relatives()).stream().map(SealedReferralContents::toWire).toList())
                .setLocalHelpers(list(additions.localHelpers()).stream()
                        .map(each -> new LocalHelper(each.role(), each.name(), each.phone())).toList())
                .setSafeContact(toWire(additions.safeContact()))
                .setProceedingsPending(Symbols.orNull(Answer.class, additions.proceedingsPending())).build();
    }

    private static @Nullable Address toWire(ReferralContent.@Nullable Address address) {
        return address == null ? null : new Address(address.country(), address.province(), address.district(),
                address.commune(), address.village(), address.street(), address.house(), address.postalCode(),
                address.landmarks(), address.leftAround());
    }

    private static FamilyMember toWire(ReferralContent.FamilyMember member) {
        return FamilyMember.newBuilder().setName(member.name()).setNickname(member.nickname())
                .setRelation(Symbols.of(Relation.class, member.relation()))
                .setSex(Symbols.orNull(org.safereturn.exchange.v1.Sex.class, member.sex())).setAge(member.age())
                .setLifeStatus(Symbols.orNull(LifeStatus.class, member.lifeStatus())).setCaregiver(member.caregiver())
                .setLivesWithPerson(member.livesWithPerson()).setOccupation(member.occupation())
                .setAddress(toWire(member.address())).setPhone(member.phone()).setLanguage(member.language())
                .setRoleInCase(Symbols.orNull(RoleInCase.class, member.roleInCase())).build();
    }

    private static @Nullable SafeContact toWire(ReferralContent.@Nullable SafeContact rules) {
        return rules == null ? null : new SafeContact(rules.familyMayBeContacted(), rules.contactBy(), rules.coverStory(),
                list(rules.mustNotKnow()), rules.relativeSuspected(), rules.doNotVisit());
    }

    static ReferralContent fromWire(org.safereturn.referral.v1.ReferralContent content) {
        return new ReferralContent(content.getNameOwnScript().isEmpty() ? null : content.getNameOwnScript(),
                content.getNameRomanised(), content.getNameUnknown(), content.getFamilyNameFirst(),
                content.getNicknames(), content.getAliases(),
                Symbols.of(Submission.Sex.class, content.getSex()), content.getDateOfBirth(),
                Symbols.orNull(ReferralContent.DatePrecision.class, content.getDateOfBirthPrecision()),
                content.getStatedAge(), content.getPlaceOfBirth(), content.getNationalityClaimed().isEmpty() ? null : content.getNationalityClaimed(),
                content.getEthnicity(),
                content.getLanguages(), content.getInterviewLanguage(), content.getInterpreterUsed(),
                content.getDocuments().stream().map(each -> new ReferralContent.IdentityDocument(
                        Symbols.of(ReferralContent.DocumentType.class, each.getType()),
                        each.getNumber())).toList(),
                fromWire(content.getOriginAddress()),
                content.getRelatives().stream().map(SealedReferralContents::fromWire).toList(),
                content.getLocalHelpers().stream().map(each -> new ReferralContent.LocalContact(each.getRole(),
                        each.getName(), each.getPhone())).toList(),
                content.getDistinguishingMarks(), fromWire(content.getSafeContact()), content.getCareNeeds(),
                Symbols.orNull(ReferralContent.YesNo.class, content.getProceedingsPending()),
                Symbols.orNull(ReferralContent.YesNo.class, content.getWishToReturn()),
                Symbols.all(Submission.CareFlag.class, content.getCareFlags()));
    }

    private static ReferralContent.@Nullable Address fromWire(@Nullable Address address) {
        return address == null ? null : new ReferralContent.Address(address.getCountry(), address.getProvince(),
                address.getDistrict(), address.getCommune(), address.getVillage(), address.getStreet(), address.getHouse(),
                address.getPostalCode(), address.getLandmarks(), address.getLeftAround());
    }

    private static ReferralContent.FamilyMember fromWire(FamilyMember member) {
        return new ReferralContent.FamilyMember(member.getName(), member.getNickname(),
                Symbols.of(ReferralContent.Relation.class, member.getRelation()),
                Symbols.orNull(Submission.Sex.class, member.getSex()), member.getAge(),
                Symbols.orNull(ReferralContent.LifeStatus.class, member.getLifeStatus()), member.getCaregiver(),
                member.getLivesWithPerson(), member.getOccupation(), fromWire(member.getAddress()), member.getPhone(),
                member.getLanguage(), Symbols.orNull(ReferralContent.RoleInCase.class, member.getRoleInCase()));
    }

    private static ReferralContent.@Nullable SafeContact fromWire(@Nullable SafeContact rules) {
        return rules == null ? null : new ReferralContent.SafeContact(rules.getFamilyMayBeContacted(), rules.getContactBy(),
                rules.getCoverStory(), rules.getMustNotKnow(), rules.getRelativeSuspected(), rules.getDoNotVisit());
    }

    private static <T> List<T> list(@Nullable List<T> items) {
        return items == null ? List.of() : items;
    }
}
