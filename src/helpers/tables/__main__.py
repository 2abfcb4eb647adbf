"""`python -m helpers.tables` lists the tables and checks all of them; with `--readme` it writes their page, too."""

import sys

from helpers import console, tables
from helpers.words import counted


def main(arguments: list[str]) -> int:
    """List the tables, check all of them, and return the exit code (0 when no rule is broken)."""
    problems = tables.validate()
    if problems:
        print(*problems, sep="\n")
        print(f"{counted(len(problems), 'broken rule')}.")
        return 1
    licence = tables.package()["licenses"][0]["name"]
    print(f"{'table':<22}{'rows':>6}{'columns':>9}  {'licence':<11}as of")
    for row in tables.describe().to_dict("records"):
        print(f"{row['table']:<22}{row['rows']:>6}{row['columns']:>9}  {licence:<11}{row['as of']}")
    print("Every rule holds.")
    if "--readme" in arguments:
        (tables.data_folder() / "README.md").write_text(tables.readme(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    console.forgive()
    sys.exit(main(sys.argv[1:]))
