"""Figures of receptors: interleukins, the complexes they bind, and the chains that several of them share."""

from collections.abc import Mapping, Sequence
from statistics import fmean
from typing import Any

from helpers.colours import BLACK, BLUE, GREEN, GREY, VERMILION
from helpers.figures.figure import Columns, Figure
from helpers.figures.vocabulary import (
    Layout,
    Link,
    Style,
    Trace,
    boxes,
    column_places,
    heading,
    hidden_axis,
    links,
    names,
    rooms,
)
from helpers.views.receptors import (
    BoundComplex,
    ChainKind,
    ReceptorNetwork,
    Users,
    chain_label,
    role_words,
    user_label,
)
from helpers.words import two_lines

_NBSP = "\N{NO-BREAK SPACE}"
_LINKS: dict[ChainKind, tuple[str, Style]] = {
    "signals": ("chain of the complex", Style(GREY, width=1.6)),
    "chosen": ("the chosen chain", Style(BLUE, width=3)),
    "decoy": ("decoy: binds, no signal", Style(VERMILION, dash="dash", width=2.2)),
    "soluble": ("soluble chain", Style(GREEN, dash="dot", width=2.6)),
}
_NAME_END, _TEXT_END = 0.32, 1.62  # where the boxes of interleukins and of complexes end, in units of the x axis
_BESIDE = 0.05  # from a mark to the edge of its box
_Places = Mapping[str, float]


def receptor_network(view: ReceptorNetwork) -> Figure:
    """Return interleukins, the receptor complexes they bind, and the chains of these, left to right."""
    tall = max(len(view.interleukins), len(view.complexes), len(view.genes), 4)
    at_complex = column_places([each.key for each in view.complexes], tall, 1.6)
    at_interleukin = {
        name: fmean(at_complex[each.key] for each in view.complexes if each.interleukin == name)
        for name in view.interleukins
    }
    at_chain = column_places(view.genes, tall, 1.6)
    shown = [_padded(_complex_words(each)) for each in view.complexes]
    written = [_padded(f"<b>{name}</b>" if name == view.interleukin else name) for name in view.interleukins]
    traces = [
        boxes(at_interleukin.values(), (-_BESIDE, _NAME_END)),
        boxes(at_complex.values(), (0.55 - _BESIDE, _TEXT_END), 0.9),
        _to_complexes(view, at_interleukin, at_complex),
        *_to_chains(view, at_complex, at_chain),
        _nodes(at_interleukin, 0, written, Style(VERMILION, "diamond")),
        _nodes(at_complex, 0.55, shown, Style(BLACK, "line-ns-open")),
        _chains(at_chain, 2.1, [_chain_words(gene, view) for gene in view.genes], view.users, Style(size=13)),
    ]
    chosen = " and ".join(filter(None, (chain_label(view.chain) if view.chain else "", view.interleukin)))
    told = " ".join(filter(None, (_chain_told(view), _interleukin_told(view), _both_told(view))))
    table, title = _network_table(view), f"Receptors of {chosen}"
    return Figure(traces, _network_layout(tall), title=title, description=told, table=table)


# ---------------------------------------------------------------------------- one chain or interleukin


def _network_layout(tall: int) -> Layout:
    headings = {-0.02: "interleukin", 0.53: "receptor complex", 2.05: "chain: interleukins that use it"}
    return {
        "height": 38 * tall + 130,
        "margin": {"l": 14, "r": 8, "t": 104, "b": 10},
        "showlegend": True,
        "legend": {"x": 0, "y": 1, "yanchor": "bottom", "yref": "paper", "orientation": "h"},
        "xaxis": hidden_axis(-0.06, 3.4),
        "meta": rooms((0, _NAME_END), (0.55, _TEXT_END), (2.1, 3.4)),
        "yaxis": hidden_axis(-tall / 2 - 0.2, tall / 2 + 0.9),
        "annotations": [heading(x, text, y=tall / 2 + 0.45, yref="y") for x, text in headings.items()],
    }


def _network_table(view: ReceptorNetwork) -> Columns:
    return {
        "interleukin": [each.complex.interleukin for each in view.chains],
        "receptor complex": [each.complex.name for each in view.chains],
        "chain": [chain_label(each.gene) for each in view.chains],
        "role of the chain": [role_words(each.role) for each in view.chains],
        "interleukins that use the chain": [len(view.users[each.gene]) for each in view.chains],
    }


def _to_complexes(view: ReceptorNetwork, at_interleukin: _Places, at_complex: _Places) -> Trace:
    name, style = _LINKS["signals"]
    end = 0.55 - _BESIDE
    joined = [Link(_NAME_END, at_interleukin[each.interleukin], end, at_complex[each.key]) for each in view.complexes]
    return links(joined, style, name=name, showlegend=False)


def _to_chains(view: ReceptorNetwork, at_complex: _Places, at_chain: _Places) -> list[Trace]:
    """Return the lines from complexes to chains, one trace for each kind that occurs."""
    traces = []
    for kind, (name, style) in _LINKS.items():
        joined = [
            Link(_TEXT_END, at_complex[each.complex.key], 2.1 - _BESIDE, at_chain[each.gene])
            for each in view.chains
            if each.kind == kind
        ]
        if joined:
            traces.append(links(joined, style, name=name, showlegend=True))
    return traces


def _complex_words(each: BoundComplex) -> str:
    return two_lines(each.name).replace("<br>", f"<br>{_NBSP}")


def _chain_words(gene: str, view: ReceptorNetwork) -> str:
    text = f"{chain_label(gene)}: {len(view.users[gene])}"
    return _padded(f"<b>{text}</b>" if gene == view.chain else text)


def _chain_told(view: ReceptorNetwork) -> str:
    if not view.chain:
        return ""
    users = view.users[view.chain]
    listed = ", ".join(user_label(view.chain, user) for user in users)
    serves = f"is shared by {len(users)} interleukins: {listed}" if len(users) > 1 else f"serves {listed} alone"
    return f"The chain {chain_label(view.chain)} {serves}."


def _interleukin_told(view: ReceptorNetwork) -> str:
    if not view.interleukin:
        return ""
    number = sum(each.interleukin == view.interleukin for each in view.complexes)
    genes = dict.fromkeys(each.gene for each in view.chains if each.complex.interleukin == view.interleukin)
    own = [gene for gene in genes if len(view.users[gene]) == 1]
    others = "each of them also serves other interleukins"
    if own:
        others = f"only {', '.join(own)} {'serves' if len(own) == 1 else 'serve'} no other interleukin"
    return (
        f"{view.interleukin} binds {number} receptor complex{'es' if number > 1 else ''} with "
        f"{', '.join(chain_label(gene) for gene in genes)}; {others}."
    )


def _both_told(view: ReceptorNetwork) -> str:
    if not view.chain or not view.interleukin:
        return ""
    uses = "uses" if view.interleukin in view.users[view.chain] else "does not use"
    return f"{view.interleukin} {uses} {chain_label(view.chain)}."


# ---------------------------------------------------------------------------- names in columns


def _padded(text: str) -> str:
    return f"{_NBSP}{text}{_NBSP}"


def _nodes(places: _Places, x: float, texts: Sequence[str], style: Style, **changes: Any) -> Trace:
    base = {"name": "node", "textfont": {"size": 12 if style.size < 10 else 13}, "showlegend": False}
    return names([x] * len(places), list(places.values()), texts, style, **(base | changes))


def _chains(places: _Places, x: float, texts: Sequence[str], users: Users, style: Style) -> Trace:
    """Return the chains: a filled square where several interleukins use it, an open circle where one does."""
    shared = [len(users[gene]) > 1 for gene in places]
    marker = {
        "color": [BLUE if many else GREY for many in shared],
        "symbol": ["square" if many else "circle-open" for many in shared],
    }
    return _nodes(places, x, texts, style, marker=marker)
