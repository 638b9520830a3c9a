package org.safereturn.monitoringservice.fold;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

import org.safereturn.exchange.v1.AgeGroup;
import org.safereturn.exchange.v1.CareFlag;
import org.safereturn.exchange.v1.ConsentDecision;
import org.safereturn.exchange.v1.Sex;
import org.safereturn.referral.v1.DeclineReason;
import org.safereturn.referral.v1.ReferralState;
import org.safereturn.reintegration.v1.ClosureReason;
import org.safereturn.reintegration.v1.ReintegrationState;
import org.safereturn.repatriation.v1.RepatriationState;
import org.safereturn.repatriation.v1.ReturnDecision;
import org.safereturn.stats.v1.VisitState;
import org.safereturn.tracing.v1.FamilyOutcome;
import org.safereturn.tracing.v1.NationalityOutcome;

/** What an event states. Of the facts of one kind in one document only one stands: the one of the decisive rank. */
public interface Fact {

    /** Its values by name. */
    Fields fields();

    /**
     * A kind of fact.
     *
     * @param path where it stands in the document, with dots
     * @param reading makes the fact of its values
     */
    record Kind<F extends Fact>(String path, Function<Fields, F> reading) {

        /** The fact of the highest rank stands. */
        Change highest(Rank rank, F fact) {
            return new Change.Highest(path, rank, fact);
        }

        /** The fact of the lowest rank stands. */
        Change lowest(Rank rank, F fact) {
            return new Change.Lowest(path, rank, fact);
        }

        /** The fact in a text of a document. */
        F read(String text) {
            return reading.apply(Fields.parse(text.substring(text.indexOf('|') + 1)));
        }
    }

    /** Between which countries. */
    Kind<Direction> DIRECTION = new Kind<>("stands.direction", Direction::read);

    /** Who was referred, at the first referral. */
    Kind<Intake> INTAKE = new Kind<>("stands.intake", Intake::read);

    /** Which special needs the latest tracing result answered, as the host counts it. */
    Kind<CareAnswers> CARE_ANSWERS = new Kind<>("stands.careAnswers", CareAnswers::read);

    /** What care is needed, by the latest round of a release that told it in clear. */
    Kind<Care> CARE = new Kind<>("stands.care", Care::read);

    /** Where the referral stands. */
    Kind<ReferralStep> REFERRAL = new Kind<>("stands.referral", ReferralStep::read);

    /** The latest tracing result. */
    Kind<Result> RESULT = new Kind<>("stands.result", Result::read);

    /** The latest tracing result that the host acknowledged. */
    Kind<Acknowledgement> ACKNOWLEDGEMENT = new Kind<>("stands.acknowledgement", Acknowledgement::read);

    /** What the person, or who decides for the person, last said about being counted. */
    Kind<Consent> CONSENT = new Kind<>("stands.consent", Consent::read);

    /** The person's latest decision. */
    Kind<Decision> DECISION = new Kind<>("stands.decision", Decision::read);

    /** Where the return stands. */
    Kind<RepatriationStep> REPATRIATION = new Kind<>("stands.repatriation", RepatriationStep::read);

    /** The latest record of the handover. */
    Kind<Handover> HANDOVER = new Kind<>("stands.handover", Handover::read);

    /** The latest record of the arrival. */
    Kind<ArrivalRecord> ARRIVAL = new Kind<>("stands.arrival", ArrivalRecord::read);

    /** Where the reintegration stands. */
    Kind<ReintegrationStep> REINTEGRATION = new Kind<>("stands.reintegration", ReintegrationStep::read);

    /** Why the case was closed last. */
    Kind<Closure> CLOSURE = new Kind<>("stands.closure", Closure::read);

    /** Counts of a month and checkpoint. */
    Kind<CheckpointCount> COUNT = new Kind<>("stands.count", CheckpointCount::read);

    /** Where all monitoring visits stand. */
    String VISITS = "visits.";

    /** One monitoring visit, by its number. */
    static Kind<Visit> visit(int number) {
        return new Kind<>(VISITS + "n" + number, Visit::read);
    }

    private static List<CareFlag> once(List<CareFlag> flags) {
        return flags.isEmpty() ? List.of() : List.copyOf(new TreeSet<>(flags));
    }

    /** Who was referred: nothing that tells one person from another. */
    record Intake(Sex sex, AgeGroup ageGroup, Optional<LocalDate> identifiedOn) implements Fact {

        @Override
        public Fields fields() {
            return new Fields().with("sex", sex).with("ageGroup", ageGroup)
                    .with("identifiedOn", identifiedOn);
        }

        private static Intake read(Fields fields) {
            return new Intake(fields.symbol(Sex.class, "sex"), fields.symbol(AgeGroup.class, "ageGroup"),
                    fields.day("identifiedOn"));
        }
    }

    /** Special care that is needed. */
    record Care(List<CareFlag> flags) implements Fact {

        /** Keeps each of them once, so that no fact grows without end. */
        public Care {
            flags = once(flags);
        }

        @Override
        public Fields fields() {
            return new Fields().withAll("flags", flags);
        }

        private static Care read(Fields fields) {
            return new Care(fields.symbols(CareFlag.class, "flags"));
        }
    }

    /**
     * Special needs and those that a result answered.
     *
     * @param flags what the person needs
     * @param answered of these, what was answered
     */
    record CareAnswers(List<CareFlag> flags, List<CareFlag> answered) implements Fact {

        /** Keeps each of them once. */
        public CareAnswers {
            flags = once(flags);
            answered = once(answered);
        }

        @Override
        public Fields fields() {
            return new Fields().withAll("flags", flags).withAll("answered", answered);
        }

        private static CareAnswers read(Fields fields) {
            return new CareAnswers(fields.symbols(CareFlag.class, "flags"), fields.symbols(CareFlag.class, "answered"));
        }
    }

    /**
     * A state of the referral.
     *
     * @param round of which, 0 in a document of an older release
     */
    record ReferralStep(ReferralState state, Optional<DeclineReason> declined, int round) implements Fact {

        static ReferralStep to(ReferralState state, int round) {
            return new ReferralStep(state, Optional.empty(), round);
        }

        @Override
        public Fields fields() {
            return new Fields().with("state", state).with("declined", declined).withUnlessZero("round", round);
        }

        private static ReferralStep read(Fields fields) {
            return new ReferralStep(fields.symbol(ReferralState.class, "state"),
                    fields.symbolIfAny(DeclineReason.class, "declined"), fields.numberOrZero("round"));
        }
    }

    /**
     * A tracing result.
     *
     * @param version 1 or higher
     * @param at when it was issued
     * @param answered care flags that it answers
     * @param round of the referral, 0 where an older release did not say it
     */
    record Result(int version, Instant at, NationalityOutcome nationality, FamilyOutcome family,
            List<CareFlag> answered, int round) implements Fact {

        /** Keeps each care flag once. */
        public Result {
            answered = once(answered);
        }

        @Override
        public Fields fields() {
            return new Fields().with("version", version).with("at", at).with("nationality", nationality)
                    .with("family", family).withAll("answered", answered).withUnlessZero("round", round);
        }

        private static Result read(Fields fields) {
            return new Result(fields.number("version"), fields.time("at"),
                    fields.symbol(NationalityOutcome.class, "nationality"),
                    fields.symbol(FamilyOutcome.class, "family"), fields.symbols(CareFlag.class, "answered"),
                    fields.numberOrZero("round"));
        }
    }

    /** The host has reviewed the result of this version. */
    record Acknowledgement(int version) implements Fact {

        @Override
        public Fields fields() {
            return new Fields().with("version", version);
        }

        private static Acknowledgement read(Fields fields) {
            return new Acknowledgement(fields.number("version"));
        }
    }

    /** The person has decided. */
    record Decision(ReturnDecision decision, Instant at) implements Fact {

        @Override
        public Fields fields() {
            return new Fields().with("decision", decision).with("at", at);
        }

        private static Decision read(Fields fields) {
            return new Decision(fields.symbol(ReturnDecision.class, "decision"), fields.time("at"));
        }
    }

    /**
     * A decision about being counted.
     *
     * @param expiresOn the last day on which it holds, when it has an end
     */
    record Consent(ConsentDecision decision, Optional<LocalDate> expiresOn) implements Fact {

        @Override
        public Fields fields() {
            return new Fields().with("decision", decision).with("expiresOn", expiresOn);
        }

        private static Consent read(Fields fields) {
            return new Consent(fields.symbol(ConsentDecision.class, "decision"), fields.day("expiresOn"));
        }
    }

    /**
     * A state of the return, since when.
     *
     * @param round of the referral, 0 where an older release did not say it, and for what is of the person
     */
    record RepatriationStep(RepatriationState state, Instant at, int round) implements Fact {

        @Override
        public Fields fields() {
            return new Fields().with("state", state).with("at", at).withUnlessZero("round", round);
        }

        private static RepatriationStep read(Fields fields) {
            return new RepatriationStep(fields.symbol(RepatriationState.class, "state"), fields.time("at"),
                    fields.numberOrZero("round"));
        }
    }

    /**
     * A handover as its latest record says.
     *
     * @param overridden whether an authority let it stand although a rule refuses it
     * @param late whether it was entered later than it took place
     */
    record Handover(Instant at, boolean overridden, boolean late) implements Fact {

        @Override
        public Fields fields() {
            return new Fields().with("at", at).with("overridden", overridden).with("late", late);
        }

        private static Handover read(Fields fields) {
            return new Handover(fields.time("at"), fields.flag("overridden"), fields.flag("late"));
        }
    }

    /** An arrival as its latest record says. */
    record ArrivalRecord(Instant at) implements Fact {

        @Override
        public Fields fields() {
            return new Fields().with("at", at);
        }

        private static ArrivalRecord read(Fields fields) {
            return new ArrivalRecord(fields.time("at"));
        }
    }

    /** A state of the reintegration. */
    record ReintegrationStep(ReintegrationState state) implements Fact {

        @Override
        public Fields fields() {
            return new Fields().with("state", state);
        }

        private static ReintegrationStep read(Fields fields) {
            return new ReintegrationStep(fields.symbol(ReintegrationState.class, "state"));
        }
    }

    /** Why a case was closed. */
    record Closure(ClosureReason reason) implements Fact {

        @Override
        public Fields fields() {
            return new Fields().with("reason", reason);
        }

        private static Closure read(Fields fields) {
            return new Closure(fields.symbol(ClosureReason.class, "reason"));
        }
    }

    /**
     * A monitoring visit as last reported.
     *
     * @param dueOn the day it was due, or done when no day was set
     */
    record Visit(VisitState state, Optional<LocalDate> dueOn) implements Fact {

        @Override
        public Fields fields() {
            return new Fields().with("state", state).with("dueOn", dueOn);
        }

        private static Visit read(Fields fields) {
            return new Visit(fields.symbol(VisitState.class, "state"), fields.day("dueOn"));
        }
    }
}
