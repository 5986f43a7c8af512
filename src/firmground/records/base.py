"""What all records that come from a user's file share."""

from __future__ import annotations

from typing import Annotated, Any, Self, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, GetJsonSchemaHandler, PrivateAttr
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from firmground.records.place import Spot

T = TypeVar("T")
V = TypeVar("V")


def _defined(value: Any) -> Any:
    return {"definition": value} if isinstance(value, str) else value


class _OrNothing:
    """Says in the JSON Schema of a user's file that nothing may stand there, too."""

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        schema = handler(core)
        return schema if handler.mode == "serialization" else {**schema, "type": [schema["type"], "null"]}


class _OrText:
    """Says in the JSON Schema that a text may stand there, too."""

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {"anyOf": [{"type": "string", "minLength": 1}, handler(core)]}


#: A list, or a block of named values, that a user may leave empty ("citations:" and nothing after it).
Listed = Annotated[list[T], BeforeValidator(lambda value: [] if value is None else value), _OrNothing()]
Named = Annotated[dict[T, V], BeforeValidator(lambda value: {} if value is None else value), _OrNothing()]
#: A word with its definition, of which a user may write the definition alone ("honey: Honey taken by mouth.").
Defined = Annotated[T, BeforeValidator(_defined), _OrText()]


class Record(BaseModel):
    """A frozen record with the place it was read from.

    Types are strict: a number where words belong is reported, never converted, because YAML would have turned
    ``1.10`` into ``1.1`` before anybody could look.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, use_attribute_docstrings=True)

    _spot: Spot | None = PrivateAttr(default=None)

    @property
    def spot(self) -> Spot | None:
        """Where the record stands in the user's files; ``None`` for a record made in Python."""
        return self._spot

    def placed(self, spot: Spot) -> Self:
        """The same record with its place set."""
        twin = self.model_copy()
        twin._spot = spot
        return twin
