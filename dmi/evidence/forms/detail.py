"""The base of forms in which the mode of detail may close fields."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, ClassVar

from dmi.access.acts import is_held
from dmi.web.forms import PageForm


class DetailForm(PageForm):
    """A form that offers only what this installation holds."""

    holds: ClassVar[Mapping[str, str]] = MappingProxyType({})

    def fill(self, acting: Any, row: Any) -> None:
        """Leave out what the mode of detail closes; what is sent for it is not read."""
        super().fill(acting, row)
        for name in self.holds:
            if name in self and not is_held(acting, self.holds, name):
                del self[name]
