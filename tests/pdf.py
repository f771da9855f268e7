"""Reading back what was written: pypdfium is not worth a package, Debian's poppler may be missing."""

import pytest

from tutor import paper

needed = pytest.mark.skipif(not paper.is_on(), reason=f"no PDF here; {paper.INSTALL}")
