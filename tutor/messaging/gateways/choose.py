"""Which gateway this house sends by."""

from pathlib import Path

from tutor.messaging.gateways.gateway import Gateway
from tutor.messaging.gateways.recording import RecordingGateway
from tutor.messaging.gateways.twilio_sms import TwilioSms


def gateway_for(
    *, demo: bool, account: str, token: str, sender: str, public_url: str, folder: Path
) -> Gateway | None:
    """None: nothing can be sent, so nothing may be marked as sent, and messages stay due."""
    if demo:
        return RecordingGateway(folder)
    if account and token and sender:
        return TwilioSms(account, token, sender, public_url=public_url)
    return None
