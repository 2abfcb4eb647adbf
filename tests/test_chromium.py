"""The roads to a browser for the tests, each on a made-up machine whose programs are small scripts."""

import os
import stat
import sys
from pathlib import Path

import pytest

from tests import __main__ as everything
from tests import chromium

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the made-up programs are shell scripts")
BROWSER = "#!/bin/sh\necho Chromium 1\n"
# What a distribution puts under the name of a browser that it has elsewhere.
STUB = "#!/bin/sh\necho 'install the snap' >&2\nexit 1\n"


class Bare:
    """A machine with nothing but a shell: programs are added by name."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.log = folder / "bin", folder / "log"
        self.folder.mkdir()
        self.log.touch()
        self.environment = {"PATH": str(self.folder), "HOME": str(folder)}
        self.python = self.program("python", "#!/bin/sh\nexit 1\n")

    def program(self, name: str, text: str = BROWSER) -> str:
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
        return str(path)

    def installer(self, name: str, brings: str) -> str:
        """Add a program that logs how it was called and, when it is told to install, brings `brings`."""
        target = self.folder / brings
        return self.program(
            name,
            f'#!/bin/sh\necho {name} "$@" >> {self.log}\ncase "$*" in *install*)\n'
            f"printf '#!/bin/sh\\necho 1\\n' > {target}\n/bin/chmod +x {target};; esac\n",
        )

    def machine(self, *, root: bool = False, places: tuple[str, ...] = ()) -> chromium.Machine:
        return chromium.Machine(self.environment, places, self.python, root)


@pytest.fixture
def bare(tmp_path: Path) -> Bare:
    return Bare(tmp_path)


@pytest.mark.parametrize("name", chromium.NAMES)
def test_a_browser_on_the_path_is_taken(bare: Bare, name: str) -> None:
    browser = bare.program(name)
    assert chromium.provide(bare.machine()) == browser
    assert bare.log.read_text() == ""


def test_a_browser_in_its_usual_place_is_taken(bare: Bare) -> None:
    place = bare.program("Google Chrome")
    bare.environment["PROGRAMFILES"] = str(bare.folder)
    assert chromium.find(bare.machine(places=("{NOWHERE}/x", place))) == place
    assert chromium.find(bare.machine(places=("{PROGRAMFILES}/Google Chrome",))) == place


def test_a_name_that_does_not_answer_is_passed_over(bare: Bare) -> None:
    bare.program("chromium-browser", STUB)
    assert chromium.find(bare.machine()) is None
    assert chromium.find(bare.machine(places=(bare.program("Edge"),))) == str(bare.folder / "Edge")


def test_the_one_that_is_named_is_taken_or_missed(bare: Bare) -> None:
    bare.program("chromium")
    bare.environment["CHROMIUM"] = bare.program("mine")
    assert chromium.provide(bare.machine()) == str(bare.folder / "mine")
    for wrong in ("/not/there", bare.program("broken", STUB)):
        bare.environment["CHROMIUM"] = wrong
        with pytest.raises(chromium.BrowserMissing, match=r"CHROMIUM is .* which does not run"):
            chromium.provide(bare.machine())


def test_apt_get_installs_as_root(bare: Bare) -> None:
    bare.installer("apt-get", "chromium")
    assert chromium.provide(bare.machine(root=True)) == str(bare.folder / "chromium")
    assert "fonts-dejavu-core" in bare.log.read_text()


def test_apt_get_installs_with_a_sudo_that_does_not_ask(bare: Bare) -> None:
    bare.program("apt-get", "#!/bin/sh\nexit 100\n")
    bare.installer("sudo", "chromium")
    assert chromium.provide(bare.machine()) == str(bare.folder / "chromium")
    assert all(line.startswith("sudo -n ") for line in bare.log.read_text().splitlines())


def test_playwright_downloads_its_own_where_apt_get_cannot(bare: Bare) -> None:
    bare.program("apt-get", "#!/bin/sh\nexit 100\n")
    bare.installer("python", "downloaded")
    target = bare.folder / "downloaded"
    script = (bare.folder / "python").read_text()
    bare.program("python", f'{script}case "$*" in *executable_path*) echo {target};; esac\n')
    assert chromium.provide(bare.machine(root=True)) == str(target)
    assert "-m playwright install chromium" in bare.log.read_text()


def test_where_no_road_leads_to_one_a_sentence_says_what_to_install(
    bare: Bare, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is said before anything runs, the rest runs, and the end is red with one line."""
    with pytest.raises(chromium.BrowserMissing) as error:
        chromium.provide(bare.machine())
    assert str(error.value) == chromium.MISSING
    monkeypatch.setattr(everything, "surroundings", lambda: dict(os.environ))
    real = chromium.provide
    monkeypatch.setattr(chromium, "provide", lambda _machine: real(bare.machine()))
    monkeypatch.setattr(everything, "STEPS", (("first", [sys.executable, "-c", ""]),))
    for step in ("TYPES", "NOTEBOOKS"):  # else all types and notebooks would be checked once more, in here
        monkeypatch.setattr(everything, step, (step.lower(), [sys.executable, "-c", ""]))
    rest = "import sys; sys.exit(sys.argv[1:] != ['-m', 'not browser'])"
    monkeypatch.setattr(everything, "TESTS", ("the rest", [sys.executable, "-c", rest]))
    assert everything.main([]) == 1
    said = capsys.readouterr().out.splitlines()
    assert said.index(chromium.MISSING) < said.index("=== first")
    assert [line for line in said if line.startswith("FAILED")] == [f"FAILED     0 s  Chromium: {chromium.MISSING}"]
    for step in ("first", "types", "notebooks", "the rest"):
        assert any(line.startswith("passed") and line.endswith(step) for line in said)
