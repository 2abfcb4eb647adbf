"""Passages that two texts have in common, however much each says besides: a copied text with a long own addition.

A passage is a run of words, so that single words, which everybody uses who writes of one thing, count for nothing. What
stands in the question is nobody's own.
"""

import itertools
from collections.abc import Iterable, Iterator, Sequence, Set
from typing import TypeAlias

import numpy as np
from scipy import sparse

RUN = 3  # words in a row that make a passage
RUN_OF_SIGNS = 6  # the same where a word is a single sign, as in Chinese
LONGEST = 2000  # words of a text that are compared
FEWEST = 12  # words of passages in common from which on two texts are listed
SHARE = 0.5  # of the words of the shorter text that have to stand in the other
TRIED = 0.2  # of its runs in common from which on the words are counted

Words: TypeAlias = tuple[str, ...]


def runs(words: Words) -> list[Words]:
    """Return all runs of words in a text, one for each place where one begins."""
    long = RUN if sum(map(len, words)) > 2 * len(words) else RUN_OF_SIGNS
    return [words[place : place + long] for place in range(len(words) - long + 1)]


def runs_of(texts: Iterable[Words]) -> frozenset[Words]:
    """Return the runs of several texts."""
    return frozenset(itertools.chain.from_iterable(map(runs, texts)))


def own(words: Words, known: Set[Words]) -> Words:
    """Return the words of a text that stand in no passage of `known` runs."""
    return tuple(word for word, in_passage in zip(words, _held(words, known), strict=True) if not in_passage)


def _held(words: Words, known: Set[Words]) -> list[bool]:
    """Return of each word whether it stands in a known run."""
    held = [False] * len(words)
    for place, run in enumerate(runs(words)):
        if run in known:
            held[place : place + len(run)] = [True] * len(run)
    return held


def shared(texts: Sequence[Words], most: int) -> Iterator[tuple[int, int, float]]:
    """Yield pairs of texts of which one holds passages of the other, with their share of the shorter text.

    At most so many pairs are compared word by word, those with most runs in common first.
    """
    cut = [text[:LONGEST] for text in texts]
    known = [frozenset(runs(text)) for text in cut]
    for one, other in _with_runs_in_common(known, most):
        short, long = sorted((one, other), key=lambda number: len(cut[number]))
        words = sum(_held(cut[short], known[long]))
        if words >= FEWEST and words >= SHARE * len(cut[short]):
            yield one, other, words / len(cut[short])


def _with_runs_in_common(known: Sequence[Set[Words]], most: int) -> list[tuple[int, int]]:
    places = {run: place for place, run in enumerate(dict.fromkeys(itertools.chain.from_iterable(known)))}
    rows = [(number, places[run]) for number, held in enumerate(known) for run in held]
    if not rows:
        return []
    row, column = np.array(rows).T
    held = sparse.csr_matrix((np.ones(len(rows), dtype=np.float32), (row, column)), shape=(len(known), len(places)))
    sizes = np.asarray(held.sum(axis=1)).ravel()
    common = sparse.triu(held @ held.T, k=1).tocoo()
    share = common.data / np.minimum(sizes[common.row], sizes[common.col])
    order = np.argsort(-share, kind="stable")[:most]
    return [(int(common.row[n]), int(common.col[n])) for n in order if share[n] >= TRIED]
