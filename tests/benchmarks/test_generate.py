"""The ledgers that measurements use are sound, whatever their size; nothing here measures a time."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from firmground.ledger import open_ledger


@pytest.fixture(scope="module")
def module() -> ModuleType:
    spec = importlib.util.spec_from_file_location("bench_generate", Path(__file__).with_name("generate.py"))
    assert spec is not None
    assert spec.loader is not None
    loaded = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loaded)
    return loaded


@pytest.mark.parametrize(("claims", "per_article"), [(1, 200), (1000, 150), (450, 450)])
def test_generated_ledger_passes_its_strict_check(
    module: ModuleType, tmp_path: Path, claims: int, per_article: int
) -> None:
    ledger = open_ledger(module.generate(tmp_path / "l", claims, per_article))
    report = ledger.check("strict")
    assert [(p.finding.code, p.finding.message) for p in report.findings if claims > 100] == []
    assert len(ledger.rows("claims").rows) == claims
    assert all(row["accounted"] == row["sentences"] for row in ledger.rows("articles").rows)
    assert len(ledger.rows("articles").rows) == -(-claims // per_article)


def test_same_arguments_same_bytes(module: ModuleType, tmp_path: Path) -> None:
    one, two = (module.generate(tmp_path / name, 300, 100, 7) for name in "ab")
    files = sorted(p.relative_to(one) for p in one.rglob("*") if p.is_file())
    assert len(files) == 1 + 1 + 3 + 3
    assert all((one / f).read_bytes() == (two / f).read_bytes() for f in files)
