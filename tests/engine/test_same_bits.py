"""The same bits whatever vector instructions the processor has."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from numpy._core import _multiarray_umath as umath  # type: ignore[attr-defined]

from tests.conftest import SCENARIOS

ROOT = Path(__file__).parents[2]


def fingerprints(switched_off: list[str], hash_seed: str = "0") -> str:
    """What ``bits`` prints with some of the processor's abilities switched off in NumPy."""
    env = os.environ | {"NPY_DISABLE_CPU_FEATURES": " ".join(switched_off), "PYTHONHASHSEED": hash_seed}
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "tests.engine.bits", str(SCENARIOS)],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


@pytest.mark.slow
def test_the_same_bits_without_vector_instructions():
    able = [name for name in umath.__cpu_dispatch__ if umath.__cpu_features__[name]]
    if not able:
        pytest.skip("this processor has nothing to switch off")
    everything = fingerprints([])
    widest = [name for name in able if "512" in name or name == "X86_V4"]
    assert fingerprints(widest) == everything, f"without {widest}"
    assert fingerprints(able) == everything, f"without {able}"


@pytest.mark.slow
def test_the_same_bits_in_another_process():
    assert fingerprints([], hash_seed="1") == fingerprints([], hash_seed="2")
