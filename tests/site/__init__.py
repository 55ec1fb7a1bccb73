"""Documentation site: its pages, and screenshots made anew from the sandbox each time it is built."""

from pathlib import Path

ROOT = Path(__file__).parents[2]
SHOTS = ROOT / "dist" / "shots"
