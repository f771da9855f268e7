"""What staff have changed in the shipped plan of reminders."""

from datetime import datetime, time

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from tutor.database import Model, key, plain


class ReminderRule(Model):
    """One reminder of one city, as staff want it. Without a row the shipped plan holds."""

    __tablename__ = "reminder_rule"
    __table_args__ = (sa.UniqueConstraint("municipality_id", "name"),)

    id: Mapped[int] = key()
    municipality_id: Mapped[int] = mapped_column(sa.ForeignKey("municipality.id"))
    name: Mapped[str] = plain(40)
    days: Mapped[int]
    wall: Mapped[time]
    active: Mapped[bool]
    changed_at: Mapped[datetime]
