"""What became of a text."""

from werkzeug.wrappers import Response

from tutor import clock
from tutor.database import db
from tutor.messaging.callbacks import settle
from tutor.messaging.gateways.twilio_signed import OF_STATUS
from tutor.messaging.gateways.twilio_status import STOPPED, state_of
from tutor.web.callbacks import signed
from tutor.web.callbacks.blueprint import BECAUSE, pages
from tutor.web.guards import open_to_all


@pages.post("/sms")
@open_to_all(BECAUSE)
def sms_status() -> Response:
    given = signed.form(OF_STATUS)
    code = given.get("ErrorCode") or None
    known = settle(
        signed.uid(),
        sid=given["MessageSid"],
        state=state_of(given["MessageStatus"]),
        code=code,
        stopped=code == STOPPED,
        now=clock.now(),
    )
    if not known:
        signed.refuse("no message of ours", 404)
    db.session.commit()
    return Response(status=204)
