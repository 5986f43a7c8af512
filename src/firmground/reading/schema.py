"""JSON Schemas of the user's files, made from the record types, for completion and checking in an editor."""

from __future__ import annotations

import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from firmground.records import ClaimFile, LedgerSettings, QuestionFile
from firmground.records.base import Record

#: File names under which the schemas are shipped and, in a ledger, stand in ``claims/schema/``.
SCHEMAS: Mapping[str, type[Record]] = MappingProxyType(
    {
        "claim-file.schema.json": ClaimFile,
        "ledger.schema.json": LedgerSettings,
        "question-file.schema.json": QuestionFile,
    }
)


def schema_text(name: str) -> str:
    """The text of one schema file.

    Args:
        name: a key of :data:`SCHEMAS`.

    Raises:
        KeyError: for another name.
    """
    model = SCHEMAS[name]
    schema: dict[str, Any] = model.model_json_schema(by_alias=True)
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": f"firmground {model.__name__}"}
    return (
        json.dumps({**head, **{k: v for k, v in schema.items() if k != "title"}}, indent=1, ensure_ascii=False) + "\n"
    )
