"""What notebooks are answered, each answer made once, and a digest of it by which a change is known."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from firmground.charts.gallery import CHARTS
from firmground.reports.running.calls import Call
from firmground.reports.unchanged import key_of
from firmground.reports.views.chart import make_chart
from firmground.reports.views.gallery import make_view
from firmground.reports.views.view import View
from firmground.tables.audit import Audit


class Answers:
    """A ledger as an understood notebook knows it: it can be asked for views and charts."""

    def __init__(self, audit: Audit) -> None:
        self._audit = audit
        self._views: dict[tuple[str | None, ...], View] = {}
        self._keys: dict[Call, str] = {}

    def view(self, part: str, article: str | None = None, topic: str | None = None) -> View:
        """As :meth:`firmground.ledger.Ledger.view`."""
        return self._once(lambda: make_view(part, self._audit, article, topic), "view", part, article, topic)

    def chart(self, name: str, article: str | None = None) -> View:
        """As :meth:`firmground.ledger.Ledger.chart`."""
        return self._once(lambda: make_chart(name, self._audit, article), "chart", name, article)

    def _once(self, make: Callable[[], View], *asked: str | None) -> View:
        if asked not in self._views:
            self._views[asked] = make()
        return self._views[asked]

    def key(self, calls: Sequence[Call]) -> str:
        """One digest of all answers to some calls."""
        for call in calls:
            if call not in self._keys:
                self._keys[call] = key_of(self._told(call))
        return key_of(*(self._keys[call] for call in calls))

    def _told(self, call: Call) -> str:
        """All that can be seen of an answer, as text; of a chart its description, since drawing it takes long."""
        named: dict[str, Any] = dict(call.named)
        try:
            if call.verb == "chart":
                return self._picture(*call.given, **named)  # type: ignore[arg-type]
            return self.view(*call.given, **named)._repr_html_()  # type: ignore[arg-type]
        except Exception as error:  # the notebook will meet it too
            return f"{type(error).__name__}: {error}"

    def _picture(self, name: str, article: str | None = None) -> str:
        chart = CHARTS[name]
        data = chart.data(self._audit, article)
        return repr((chart.title, chart.shows, data.table, chart.picture(data), chart.alt(data)))
