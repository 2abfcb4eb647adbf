"""Figures of receptors: interleukins, the complexes they bind, and the chains that several of them share."""

import numpy as np

from helpers.figures.columns import bent, heading
from helpers.figures.figure import Figure
from helpers.figures.template import BLACK, BLUE, GREEN, GREY, PALE, TEXT, VERMILION
from helpers.views.source import drawn_from, too_few

# The usual names of chains that many receptors share; the others are shown by their gene symbol.
CHAIN_NAMES = {
    "IL2RG": "γc",
    "CSF2RB": "βc",
    "IL6ST": "gp130",
    "IL12RB1": "IL-12Rβ1",
    "IL1RAP": "IL-1RAcP",
    "IL10RB": "IL-10Rβ",
}
_LINKS = {
    "signals": (GREY, "solid", 1.6),
    "chosen": (BLUE, "solid", 3),
    "decoy": (VERMILION, "dash", 2.2),
    "soluble": (GREEN, "dot", 2.6),
}
_LINK_WORDS = {
    "signals": "chain of the complex",
    "chosen": "the chosen chain",
    "decoy": "decoy: binds, no signal",
    "soluble": "soluble chain",
}
_TEXT_END = 1.62  # where the names of the complexes end, in units of the x axis
# A chain that is not shared may signal or only bind the ligand, as IL-2Rα does; the table does not tell them apart.
_ROLES = {"signalling": "part of the complex"}


def chain_label(gene_symbol):
    """Return how a chain is shown: "γc (IL2RG)", or its gene symbol alone."""
    name = CHAIN_NAMES.get(gene_symbol)
    return f"{name} ({gene_symbol})" if name else gene_symbol


def users_of_chains(receptor_chains):
    """Return gene symbol -> list of the interleukins whose receptors contain this chain, most used first."""
    users = receptor_chains.groupby("gene_symbol", sort=False)["interleukin"].agg(
        lambda names: list(dict.fromkeys(names))
    )
    return users.iloc[np.argsort(-users.map(len).to_numpy(), kind="stable")].to_dict()


def receptor_network(receptor_chains, chain="", interleukin=""):
    """Return interleukins, the receptor complexes they bind, and the chains of these, left to right.

    `receptor_chains` is the table of that name with the `name` of each complex; `chain` (a gene symbol)
    shows every complex that contains it; `interleukin` shows every complex of this one; with both, both
    are shown. Raises ValueError when nothing is chosen or no complex is known.
    """
    if not chain and not interleukin:
        raise ValueError("Nothing is chosen: choose a receptor chain, an interleukin, or both.")
    rows = _chosen_rows(receptor_chains, chain, interleukin)
    users = users_of_chains(receptor_chains)
    interleukins = list(dict.fromkeys(r["interleukin"] for r in rows))
    complexes = {r["complex"]: r for r in rows}
    tall = max(len(interleukins), len(complexes), len({r["gene_symbol"] for r in rows}), 4)
    at_complex = _column(complexes, tall)
    at_interleukin = {
        n: float(np.mean([at_complex[key] for key, r in complexes.items() if r["interleukin"] == n]))
        for n in interleukins
    }
    mean = {}
    for r in rows:
        mean.setdefault(r["gene_symbol"], []).append(at_complex[r["complex"]])
    at_chain = _column(sorted(mean, key=lambda g: (-float(np.mean(mean[g])), g)), tall)
    kinds = [_kind(r, chain) for r in rows]
    traces = [
        _curves(
            [(0.24, 0.24, at_interleukin[r["interleukin"]], 0.52, at_complex[key]) for key, r in complexes.items()],
            "signals",
            legend=False,
        )
    ]
    traces += [
        _curves(
            [
                (
                    _label_end(r["name"]),
                    _TEXT_END,
                    at_complex[r["complex"]],
                    2.07,
                    at_chain[r["gene_symbol"]],
                )
                for r, own in zip(rows, kinds, strict=True)
                if own == kind
            ],
            kind,
            legend=True,
        )
        for kind in _LINKS
        if kind in kinds
    ]
    traces += [
        _nodes(
            0, at_interleukin, [f"<b>{n}</b>" if n == interleukin else n for n in interleukins], VERMILION, "diamond"
        ),
        _nodes(0.55, at_complex, [_two_lines(r["name"]) for r in complexes.values()], BLACK, "line-ns-open"),
        _chain_nodes(at_chain, users, chain),
    ]
    layout = {
        "height": 38 * tall + 130,
        "margin": {"l": 14, "r": 8, "t": 104, "b": 10},
        "showlegend": True,
        "legend": {"x": 0, "y": 1, "yanchor": "bottom", "yref": "paper", "orientation": "h"},
        "xaxis": {"visible": False, "range": [-0.06, 3.4], "fixedrange": True},
        "yaxis": {"visible": False, "fixedrange": True, "range": [-tall / 2 - 0.2, tall / 2 + 0.9]},
        "annotations": [
            heading(x, text, y=tall / 2 + 0.45, yref="y")
            for x, text in (
                (-0.02, "interleukin"),
                (0.53, "receptor complex"),
                (2.05, "chain: interleukins that use it"),
            )
        ],
    }
    table = {
        "interleukin": [r["interleukin"] for r in rows],
        "receptor complex": [r["name"] for r in rows],
        "chain": [chain_label(r["gene_symbol"]) for r in rows],
        "role of the chain": [_ROLES.get(r["chain_role"], r["chain_role"]) for r in rows],
        "interleukins that use the chain": [len(users[r["gene_symbol"]]) for r in rows],
    }
    chosen = " and ".join(filter(None, (chain_label(chain) if chain else "", interleukin)))
    return Figure(
        traces,
        layout,
        title=f"Receptors of {chosen}",
        description=_network_words(receptor_chains, users, chain, interleukin),
        table=table,
    )


@drawn_from(receptor_chains="receptor_chains")
def shared_chains(receptor_chains):
    """Return how many interleukins use each receptor chain, for the chains that serve two or more."""
    users = users_of_chains(receptor_chains)
    shared = {gene: names for gene, names in users.items() if len(names) > 1}
    if not shared:
        raise too_few("receptor_chains")
    genes = list(shared)[::-1]
    trace = {
        "type": "bar",
        "orientation": "h",
        "x": [len(shared[g]) for g in genes],
        "y": [chain_label(g) for g in genes],
        "marker": {
            "color": [BLUE if g in CHAIN_NAMES else GREY for g in genes],
            "pattern": {
                "shape": ["" if g in CHAIN_NAMES else "/" for g in genes],
                "fgcolor": "#FFFFFF",
                "fillmode": "overlay",
                "size": 6,
            },
        },
        "text": [", ".join(shared[g]) for g in genes],
        "textposition": "outside",
        "textfont": {"size": 12},
        "cliponaxis": False,
        "hoverinfo": "skip",
    }
    most = max(len(names) for names in shared.values())
    layout = {
        "height": 24 * len(genes) + 110,
        "bargap": 0.25,
        "xaxis": {
            "title": {"text": "interleukins that use the chain (number)"},
            "range": [0, 2 * most],
            "dtick": 1,
            "tickvals": list(range(most + 1)),
        },
        "yaxis": {"tickfont": {"size": 12}},
    }
    leaders = [chain_label(g) for g in shared if len(shared[g]) == most]
    interleukins = receptor_chains["interleukin"].nunique()
    sharing = {name for names in shared.values() for name in names}
    description = (
        f"{len(shared)} of {len(users)} receptor chains serve two or more interleukins; {', '.join(leaders)} "
        f"serve {most} each. {len(sharing)} of {interleukins} interleukins with a listed receptor "
        "share at least one chain."
    )
    table = {
        "chain": [chain_label(g) for g in shared],
        "number of interleukins": [len(n) for n in shared.values()],
        "interleukins": [", ".join(n) for n in shared.values()],
    }
    return Figure([trace], layout, title="Chains that several interleukins share", description=description, table=table)


@drawn_from(receptor_chains="receptor_chains")
def whole_network(receptor_chains):
    """Return all interleukins and all their receptor chains, in the groups that hang together."""
    users = users_of_chains(receptor_chains)
    order = {name: i for i, name in enumerate(receptor_chains["interleukin"].unique())}
    groups = sorted(_groups_that_hang_together(users), key=lambda g: _rank(g, order))
    left, right, at, names_of = {}, {}, 0.0, []
    for group in groups:
        members = sorted((n for k, n in group if k == "interleukin"), key=order.get)
        here = {n: at + i for i, n in enumerate(members)}
        genes = sorted((n for k, n in group if k == "chain"), key=lambda g: (np.mean([here[n] for n in users[g]]), g))
        tall = max(len(members), len(genes))
        left |= {n: at + (i + 0.5) * tall / len(members) for i, n in enumerate(members)}
        right |= {g: at + (i + 0.5) * tall / len(genes) for i, g in enumerate(genes)}
        at += tall + 0.6
        names_of.append(members)
    traces = []
    for wanted, kind in ((False, "signals"), (True, "shared")):
        links = [
            (0.02, 0.02, left[n], 0.98, right[g]) for g, ns in users.items() for n in ns if (len(ns) > 1) == wanted
        ]
        trace = _curves(links, "signals", legend=False, points=9)
        traces.append(
            trace
            | {
                "name": kind,
                "line": {
                    "color": BLUE if wanted else PALE,
                    "width": 1.8 if wanted else 1.2,
                    "dash": "solid" if wanted else "dot",
                },
            }
        )
    traces += [
        _nodes(0, left, list(left), VERMILION, "diamond", "middle left", 8),
        {
            **_chain_nodes(right, users, "", 8),
            "text": [f"\u00a0{chain_label(g)}" for g in right],
            "x": [1] * len(right),
        },
    ]
    layout = {
        "height": int(14.5 * at + 100),
        "margin": {"l": 8, "r": 8, "t": 84, "b": 8},
        "xaxis": {"visible": False, "range": [-0.4, 1.5], "fixedrange": True},
        "yaxis": {"visible": False, "range": [at + 0.3, -0.3], "fixedrange": True},
        "annotations": [
            {
                "x": x,
                "y": 1,
                "yref": "paper",
                "yshift": 22,
                "text": f"<b>{t}</b>",
                "showarrow": False,
                "xanchor": a,
                "font": {"size": 13},
            }
            for x, t, a in ((0, "interleukin", "right"), (1, "receptor chain", "left"))
        ],
    }
    alone = [members[0] for members in names_of if len(members) == 1]
    largest = names_of[0]
    description = (
        f"{len(left)} interleukins and {len(right)} chains fall into {len(groups)} groups "
        "that share no chain with each other. "
        f"The largest holds {len(largest)} interleukins; {len(alone)} stand alone: {', '.join(alone)}."
    )
    table = {
        "interleukin": list(left),
        "chains": [", ".join(chain_label(g) for g in right if n in users[g]) for n in left],
        "group": [next(i for i, m in enumerate(names_of, 1) if n in m) for n in left],
    }
    return Figure(
        traces,
        layout,
        title="The whole network of interleukins and receptor chains",
        description=description,
        table=table,
    )


def _groups_that_hang_together(users: dict[str, list[str]]) -> list[set[tuple[str, str]]]:
    """Return the groups of interleukins and chains that are joined, directly or by others, as ("chain", name) pairs.

    Every chain of `users` (gene symbol -> interleukins) joins the groups that one of its interleukins is in already.
    """
    groups: list[set[tuple[str, str]]] = []
    for gene, names in users.items():
        joined = {("chain", gene)} | {("interleukin", name) for name in names}
        apart = [group for group in groups if group.isdisjoint(joined)]
        groups = [*apart, joined.union(*(group for group in groups if not group.isdisjoint(joined)))]
    return groups


def _rank(group, order):
    """Return the sort key of a group: the most interleukins first, then by their place in the table."""
    places = [order[name] for kind, name in group if kind == "interleukin"]
    return -len(places), min(places)


def _chosen_rows(receptor_chains, chain, interleukin):
    table = receptor_chains
    keys = set(table.loc[table["gene_symbol"] == chain, "complex"]) if chain else set()
    if chain and not keys:
        raise ValueError(f"No receptor with the chain '{chain}' is listed; choose another chain.")
    if interleukin:
        own = set(table.loc[table["interleukin"] == interleukin, "complex"])
        if not own:
            raise ValueError(f"No receptor of {interleukin} is established; choose another interleukin.")
        keys |= own
    return [r for r in table.to_dict("records") if r["complex"] in keys]


def _kind(row, chosen):
    if row["chain_role"] in ("decoy", "soluble"):
        return row["chain_role"]
    return "chosen" if row["gene_symbol"] == chosen else "signals"


def _network_words(receptor_chains, users, chain, interleukin):
    parts = []
    if chain:
        names = users[chain]
        share = (
            f"is shared by {len(names)} interleukins: {', '.join(names)}"
            if len(names) > 1
            else f"serves {names[0]} alone"
        )
        parts.append(f"The chain {chain_label(chain)} {share}.")
    if interleukin:
        rows = receptor_chains[receptor_chains["interleukin"] == interleukin]
        number = rows["complex"].nunique()
        chains = list(dict.fromkeys(rows["gene_symbol"]))
        own = [g for g in chains if len(users[g]) == 1]
        only = (
            f"only {', '.join(own)} {'serves' if len(own) == 1 else 'serve'} no other interleukin"
            if own
            else ("each of them also serves other interleukins")
        )
        parts.append(
            f"{interleukin} binds {number} receptor complex{'es' if number > 1 else ''} with "
            f"{', '.join(chain_label(g) for g in chains)}; {only}."
        )
    if chain and interleukin:
        parts.append(f"{interleukin} {'uses' if interleukin in users[chain] else 'does not use'} {chain_label(chain)}.")
    return " ".join(parts)


def _column(names, tall):
    step = 1 if len(names) < 2 else min((tall - 1) / (len(names) - 1), 1.6)
    return {name: step * ((len(names) - 1) / 2 - i) for i, name in enumerate(names)}


def _two_lines(text, width=30):
    """Return `text`, broken at the space nearest to its middle when it is longer than `width`."""
    spaces = [i for i, letter in enumerate(text) if letter == " "]
    if len(text) <= width or not spaces:
        return text
    at = min(spaces, key=lambda i: abs(i - len(text) / 2))
    return f"{text[:at]}<br>\u00a0{text[at + 1 :]}"


def _label_end(text):
    return min(_TEXT_END, 0.62 + 0.031 * max(len(line) for line in _two_lines(text).split("<br>")))


def _curves(links, kind, *, legend, points=15):
    xs, ys = bent(((x0, x1, x2, y0, y2) for x0, x1, y0, x2, y2 in links), points)
    colour, dash, width = _LINKS[kind]
    return {
        "type": "scatter",
        "mode": "lines",
        "name": _LINK_WORDS[kind],
        "x": xs,
        "y": ys,
        "hoverinfo": "skip",
        "showlegend": legend,
        "line": {"color": colour, "dash": dash, "width": width},
    }


def _nodes(x, places, texts, colour, symbol, position="middle right", size=11):
    return {
        "type": "scatter",
        "mode": "markers+text",
        "name": "node",
        "x": [x] * len(places),
        "y": list(places.values()),
        "text": [f"\u00a0{text}\u00a0" for text in texts],
        "textposition": position,
        "textfont": {"size": 12 if size < 10 else 13, "color": TEXT},
        "showlegend": False,
        "marker": {"color": colour, "symbol": symbol, "size": size},
        "hoverinfo": "skip",
        "cliponaxis": False,
    }


def _chain_nodes(places, users, chosen, size=13):
    """Return the chains: a filled square where several interleukins use it, an open circle where one does."""
    shared = [len(users[g]) > 1 for g in places]
    texts = [f"{chain_label(gene)}: {len(users[gene])}" for gene in places]
    node = _nodes(
        2.1,
        places,
        [f"<b>{t}</b>" if g == chosen else t for g, t in zip(places, texts, strict=True)],
        BLUE,
        "square",
        size=size,
    )
    node["marker"] |= {
        "color": [BLUE if many else GREY for many in shared],
        "symbol": ["square" if many else "circle-open" for many in shared],
    }
    return node
