"""Single values out of the environment, each with its fault and cure; knows no setting by name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bot.errors import Problem


class Environment:
    """Reads typed values and collects what is wrong with them in `problems`."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._environ = environ
        self.problems: list[Problem] = []

    def text(self, name: str, default: str = "") -> str:
        """The value, or the default where it is unset or empty."""
        return self._environ.get(name, "").strip() or default

    def yes_or_no(self, name: str) -> bool:
        """Whether it says yes; unset means no."""
        value = self.text(name).lower()
        if value not in ("", "yes", "no"):
            self.refuse(name, f"{value!r} is neither yes nor no", "write yes or no")
        return value == "yes"

    def whole(self, name: str, default: int) -> int:
        """A whole number above zero."""
        value = self.text(name, str(default))
        if not value.isdecimal() or int(value) < 1:
            self.refuse(name, f"{value!r} is not a whole number above zero", f"for example {default}")
            return default
        return int(value)

    def one_of(self, name: str, allowed: Iterable[str], default: str) -> str:
        """One of `allowed`, in any case."""
        value = self.text(name, default).upper()
        listed = list(allowed)
        if value not in listed:
            self.refuse(name, f"{value!r} is not one of {', '.join(listed)}", f"for example {default}")
            return default
        return value

    def host_and_port(self, name: str, default: tuple[str, int]) -> tuple[str, int]:
        """`host:port`."""
        example = f"{default[0]}:{default[1]}"
        value = self.text(name, example)
        host, _, port = value.rpartition(":")
        if not host or not port.isdecimal() or not 0 < int(port) < 65536:
            self.refuse(name, f"{value!r} is not host:port", f"for example {example}")
            return default
        return host, int(port)

    def refuse(self, name: str, message: str, cure: str) -> None:
        """Notes a fault of a variable."""
        self.problems.append(Problem("environment", name, message, cure))
