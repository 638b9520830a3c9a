package org.safereturn.as4;

import com.helger.phase4.crypto.ECryptoAlgorithmCrypt;
import com.helger.phase4.crypto.ECryptoAlgorithmSign;
import com.helger.phase4.crypto.ECryptoAlgorithmSignDigest;
import com.helger.phase4.model.EMEP;
import com.helger.phase4.model.EMEPBinding;
import com.helger.phase4.model.pmode.PMode;
import com.helger.phase4.model.pmode.PModeParty;
import com.helger.phase4.model.pmode.leg.EPModeSendReceiptReplyPattern;
import com.helger.phase4.model.pmode.leg.PModeLeg;
import com.helger.phase4.model.pmode.leg.PModeLegBusinessInformation;
import com.helger.phase4.model.pmode.leg.PModeLegErrorHandling;
import com.helger.phase4.model.pmode.leg.PModeLegProtocol;
import com.helger.phase4.model.pmode.leg.PModeLegSecurity;
import com.helger.phase4.wss.EWSSVersion;
import com.helger.scope.mgr.ScopeManager;

/**
 * What both endpoints have agreed on, as version 1 of eDelivery's profile has it: one way and pushed, signed with RSA and
 * SHA-256, encrypted with AES-128-GCM under a key that RSA-OAEP carries, and a signed receipt of non-repudiation in the
 * HTTP response.
 */
final class Agreement {

    static final String SENDER = "KH";
    static final String RECEIVER = "TH";
    static final String SENDER_ROLE = "urn:safereturn:sender";
    static final String RECEIVER_ROLE = "urn:safereturn:receiver";
    static final String SERVICE = "urn:safereturn:referral";
    static final String ACTION = "submit";
    static final String ID = "urn:safereturn:as4";

    private Agreement() {
    }

    /** The processing mode, and what phase4 needs before anything else. */
    static PMode start() {
        if (!ScopeManager.isGlobalScopePresent()) {
            ScopeManager.onGlobalBegin("as4");
        }
        PModeLegSecurity security = new PModeLegSecurity();
        security.setWSSVersion(EWSSVersion.WSS_111);
        security.setX509SignatureAlgorithm(ECryptoAlgorithmSign.RSA_SHA_256);
        security.setX509SignatureHashFunction(ECryptoAlgorithmSignDigest.DIGEST_SHA_256);
        security.setX509EncryptionAlgorithm(ECryptoAlgorithmCrypt.AES_128_GCM);
        security.setSendReceipt(true);
        security.setSendReceiptReplyPattern(EPModeSendReceiptReplyPattern.RESPONSE);
        security.setSendReceiptNonRepudiation(true);
        PModeLegErrorHandling errors = PModeLegErrorHandling.createUndefined();
        errors.setReportAsResponse(true);
        return new PMode(ID, PModeParty.createSimple(SENDER, SENDER_ROLE), PModeParty.createSimple(RECEIVER, RECEIVER_ROLE),
                ID, EMEP.ONE_WAY, EMEPBinding.PUSH, new PModeLeg(PModeLegProtocol.createForDefaultSoapVersion(null),
                PModeLegBusinessInformation.create(SERVICE, ACTION, null, null), errors, null, security), null, null, null);
    }
}
