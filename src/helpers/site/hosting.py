"""Where an edition is published, and from where: its pages can then say so, and lead to where their code runs."""

import re
from dataclasses import dataclass
from urllib.parse import quote

_GITHUB = re.compile(r"https://github\.com/([\w.-]+)/([\w.-]+?)(?:\.git)?/?")
_WEB = re.compile(r"https?://[^\s/]+(/\S*)?")


@dataclass(frozen=True, slots=True)
class Hosting:
    """The addresses of the repository, of a JupyterHub with nbgitpuller and of the edition itself; each may be "".

    Raises ValueError for what is no address.
    """

    repository: str = ""
    hub: str = ""
    edition: str = ""

    def __post_init__(self) -> None:
        """Check the addresses."""
        named = (("repository", self.repository), ("hub", self.hub), ("published edition", self.edition))
        for name, address in named:
            if address and not _WEB.fullmatch(address):
                raise ValueError(f"'{address}' is no address of a {name}; write it whole, as in https://example.org/x.")
        if self.hub and not self.repository:
            raise ValueError("A hub fetches the course from its repository: name the repository, too.")

    def at(self, path: str) -> str:
        """Return the address of a file of the published edition; "" where nobody said where that is."""
        return f"{self.edition.rstrip('/')}/{quote(path)}" if self.edition else ""

    def ways(self, notebook: str) -> list[tuple[str, str]]:
        """Return (name, address) of each place where a notebook (its path in the repository) can be run."""
        found = []
        if github := _GITHUB.fullmatch(self.repository):
            place = f"https://mybinder.org/v2/gh/{github[1]}/{github[2]}/HEAD"
            found.append(("Binder", f"{place}?labpath={quote(notebook, safe='')}"))
        if self.hub:
            folder = self.repository.rstrip("/").removesuffix(".git").rpartition("/")[2]
            # Without a name of its own the folder is called as the address ends, `.git` and all.
            asked = f"repo={quote(self.repository, safe='')}&targetpath={quote(folder, safe='')}"
            asked += f"&urlpath={quote(f'lab/tree/{folder}/{notebook}', safe='')}"
            found.append(("JupyterHub", f"{self.hub.rstrip('/')}/hub/user-redirect/git-pull?{asked}"))
        return found
