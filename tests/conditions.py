"""Run every test where it must pass, too: `python -m tests.conditions [--times N] [--no-browser]` (Linux).

A clone of the last commit, at a path with a space and letters beyond ASCII, is tested with no network, with the facts
read-only, and with the clock of another time zone, N times in a row; the first red run ends it.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FARTHEST_ZONE = "Pacific/Kiritimati"  # 14 hours ahead: often already tomorrow
# In a namespace of its own: a network that ends at this machine, and a folder nobody can write to, not even root.
ALONE = ("unshare", "--map-root-user", "--net", "--mount", "sh", "-ec")
PREPARE = 'ip link set lo up; mount --bind data data; mount -o remount,ro,bind data; exec "$@"'


def run(folder: Path, options: list[str]) -> int:
    """Test the clone in `folder` once; return the exit code of its tests."""
    environment = os.environ | {"PYTHONPATH": str(folder / "src"), "TZ": FARTHEST_ZONE}
    command = [*ALONE, PREPARE, "sh", sys.executable, "-m", "tests", *options]
    return subprocess.run(command, cwd=folder, env=environment, check=False).returncode


def main(arguments: list[str]) -> int:
    """Run the tests as often as asked; return 0 when every run was green."""
    parser = argparse.ArgumentParser(prog="python -m tests.conditions", description=__doc__)
    parser.add_argument("--times", type=int, default=1, help="how many runs in a row")
    parser.add_argument("--no-browser", action="store_true", help="leave the browser tests out")
    asked = parser.parse_args(arguments)
    missing = [program for program in ("git", "unshare", "ip", "mount") if not shutil.which(program)]
    if missing:
        print(f"Install {', '.join(missing)} first (Debian: git, util-linux, iproute2), then run this again.")
        return 2
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "Kurs über Zytokine 白介素"
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(folder)], check=True)
        for number in range(1, asked.times + 1):
            began = time.monotonic()
            code = run(folder, ["--no-browser"] if asked.no_browser else [])
            print(
                f"\n### run {number} of {asked.times}: {'RED' if code else 'green'}, {time.monotonic() - began:.0f} s"
            )
            if code:
                return code
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
