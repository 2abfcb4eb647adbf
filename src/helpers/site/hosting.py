"""Where an edition is published from: its pages can then lead to where their code runs."""

import re
from dataclasses import dataclass
from urllib.parse import quote

_GITHUB = re.compile(r"https://github\.com/([\w.-]+)/([\w.-]+?)(?:\.git)?/?")
_WEB = re.compile(r"https?://[^\s/]+(/\S*)?")


@dataclass(frozen=True, slots=True)
class Hosting:
    """The address of the repository, and that of a JupyterHub with nbgitpuller; each may be "".

    Raises ValueError for what is no address.
    """

    repository: str = ""
    hub: str = ""

    def __post_init__(self) -> None:
        """Check both addresses."""
        for name, address in (("repository", self.repository), ("hub", self.hub)):
            if address and not _WEB.fullmatch(address):
                raise ValueError(f"'{address}' is no address of a {name}; write it whole, as in https://example.org/x.")
        if self.hub and not self.repository:
            raise ValueError("A hub fetches the course from its repository: name the repository, too.")

    def ways(self, notebook: str) -> list[tuple[str, str]]:
        """Return (name, address) of each place where a notebook (its path in the repository) can be run."""
        found = []
        if github := _GITHUB.fullmatch(self.repository):
            place = f"https://mybinder.org/v2/gh/{github[1]}/{github[2]}/HEAD"
            found.append(("Binder", f"{place}?labpath={quote(notebook, safe='')}"))
        if self.hub:
            folder = self.repository.rstrip("/").removesuffix(".git").rpartition("/")[2]
            asked = f"repo={quote(self.repository, safe='')}&urlpath={quote(f'lab/tree/{folder}/{notebook}', safe='')}"
            found.append(("JupyterHub", f"{self.hub.rstrip('/')}/hub/user-redirect/git-pull?{asked}"))
        return found
