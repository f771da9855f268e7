"""What is chosen when a file is handed in."""

from collections.abc import Mapping

from werkzeug.datastructures import FileStorage

from tutor.actor import Actor, Role
from tutor.errors import Refused
from tutor.imports.checked import Kind
from tutor.office import queries as office
from tutor.office.models import Municipality
from tutor.web.intake_form import Form


class ImportForm(Form):
    def __init__(self, values: Mapping[str, str], upload: FileStorage | None, *, actor: Actor) -> None:
        super().__init__(values)
        self.upload = upload
        self.cities = office.municipalities(actor, Role.COORDINATOR)

    def file(self) -> tuple[bytes, Kind, Municipality] | None:
        """None when something is missing; `errors` then says what."""
        kind, city = self.take("kind", self._kind), self.take("city", self._city)
        data = self.take("file", self._data)
        if kind is None or city is None or data is None:
            return None
        return data, kind, city

    def _kind(self) -> Kind:
        typed = self.values.get("kind", "")
        if typed not in set(Kind):
            raise Refused("何のファイルか、えらんでください。")
        return Kind(typed)

    def _city(self) -> Municipality:
        code = self.values.get("city", "")
        found = [one for one in self.cities if one.code5 == code]
        if not found and len(self.cities) == 1 and not code:
            found = self.cities
        if not found:
            raise Refused("どの市町のファイルか、えらんでください。")
        return found[0]

    def _data(self) -> bytes:
        data = self.upload.read() if self.upload else b""
        if not data:
            raise Refused("ファイルをえらんでください。空のファイルは読めません。")
        return data
