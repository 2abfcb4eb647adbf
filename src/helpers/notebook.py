"""What helps a reader who runs the cells of a notebook in another order than from top to bottom."""

import sys


def missing_name_sentence(name):
    """Return the sentence shown instead of a NameError for `name` (a string)."""
    return (
        f"This cell uses '{name}', which an earlier cell makes. In the menu choose Run, then "
        "'Run All Above Selected Cell', and run this cell again."
    )


def explain_missing_names():
    """Show one sentence instead of a traceback when a notebook cell uses a name not yet made.

    Outside a notebook (no running IPython shell) nothing changes.
    """
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython else None
    if shell is not None:
        shell.set_custom_exc((NameError,), _show_sentence)


def _show_sentence(shell, kind, error, traceback, tb_offset=None):
    if not error.name or type(error) is not NameError:
        return shell.showtraceback((kind, error, traceback), tb_offset=tb_offset)
    sentence = missing_name_sentence(error.name)
    shell._showtraceback(kind, error, [sentence])
    return [sentence]
