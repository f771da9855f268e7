"""The fields of what Twilio tells of a call; see `twilio_signed` for why they are counted and measured."""

from tutor.messaging.gateways.twilio_signed import ACCOUNT, ANY, NUMBER, PLACE, PLACES, Fields

CALL_SID = "CA[0-9a-f]{32}"
USUAL = {
    "ApiVersion": "[0-9]{4}-[0-9]{2}-[0-9]{2}",
    "CallDuration": "[0-9]{0,6}",
    "CallbackSource": "[a-z-]{0,40}",
    "Called": NUMBER,
    "Caller": NUMBER,
    "Direction": "[a-z-]{1,20}",
    "Duration": "[0-9]{0,6}",
    "SequenceNumber": "[0-9]{0,6}",
    "SipResponseCode": "[0-9]{0,4}",
    "Timestamp": "[A-Za-z0-9 ,:+-]{0,40}",
    **{f"{whose}{what}": PLACE for whose in ("Called", "Caller", "From", "To") for what in PLACES},
}
OF_CALL = Fields(
    needed={
        ACCOUNT: "AC[0-9a-f]{32}",
        "CallSid": CALL_SID,
        "CallStatus": "[a-z-]{1,20}",
        "From": NUMBER,
        "To": NUMBER,
    },
    allowed={
        **USUAL,
        "AnsweredBy": "[a-z_]{0,30}",
        "MachineDetectionDuration": "[0-9]{0,6}",
        "ErrorCode": "[0-9]{0,6}",
        "ErrorMessage": ANY,
    },
)
OF_WHO_ANSWERED = Fields(
    needed={ACCOUNT: "AC[0-9a-f]{32}", "AnsweredBy": "[a-z_]{1,30}", "CallSid": CALL_SID},
    allowed={
        **USUAL,
        "CallStatus": "[a-z-]{1,20}",
        "From": NUMBER,
        "MachineDetectionDuration": "[0-9]{0,6}",
        "To": NUMBER,
    },
)
OF_KEY = Fields(
    needed={
        ACCOUNT: "AC[0-9a-f]{32}",
        "CallSid": CALL_SID,
        "CallStatus": "[a-z-]{1,20}",
        "Digits": "[0-9*#]{0,1}",
        "From": NUMBER,
        "To": NUMBER,
    },
    allowed={**USUAL, "FinishedOnKey": "[0-9*#]{0,1}", "msg": "[A-Za-z ]{0,40}"},
)
