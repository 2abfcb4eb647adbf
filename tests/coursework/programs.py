"""Programs that students may write around their answers: name to the cells, each to be run and to be read."""

PROGRAMS: dict[str, tuple[str, ...]] = {
    "walrus": ('record("A1-02", (x := 1100), "s"); x = 3',),
    "walrus if": ('if (x := 1100) > 5:\n    record("A1-02", x, "s")',),
    "pow": ('record("A1-02", 1.1*10**3, "s")',),
    "pow neg": ('record("A1-02", 5*10**-3, "s")',),
    "floor": ('record("A1-02", 7//2, "s")',),
    "mod": ('record("A1-02", 7.5 % 2, "s")',),
    "round": ('record("A1-02", round(1100.1234, 2), "s")',),
    "abs": ('record("A1-02", abs(-1100), "s")',),
    "maxmin": ('record("A1-02", max(3, 4, min(9, 5)), "s")',),
    "sum": ('record("A1-02", sum([1, 2, 3.5]), "s")',),
    "fstring": ('x = 1100\nrecord("A1-02", f"{x} s")',),
    "fstring fmt": ('x = 1100.123\nrecord("A1-02", f"{x:.2f} s")',),
    "percent fmt": ('x = 1100.123\nrecord("A1-02", "%.2f s" % x)',),
    "str format": ('x = 1100.123\nrecord("A1-02", "{:.2f} s".format(x))',),
    "aug": ('x = 1000\nx += 100\nrecord("A1-02", x, "s")\nx -= 5',),
    "aug mul": ('x = 100\nx *= 11\nrecord("A1-02", x, "s")',),
    "aug pow": ('x = 10\nx **= 3\nrecord("A1-02", x, "s")',),
    "early return": (
        """\
def put(q, x):
    if x > 5:
        return record(q, x, "s")
    record(q, 2 * x, "s")
put("A1-02", 1100)""",
    ),
    "early return2": (
        """\
def put(q, x):
    record(q, x, "s")
    return
    record(q, 2 * x, "s")
put("A1-02", 1100)""",
    ),
    "raise mid": ('record("A1-02", 1100, "s")\nraise ValueError\nrecord("A1-02", 5, "s")',),
    "assert mid": ('x=1100\nrecord("A1-02", x, "s")\nassert x < 5\nrecord("A1-02", 5, "s")',),
    "exit mid": ('import sys\nrecord("A1-02", 1100, "s")\nsys.exit()\nrecord("A1-02", 5, "s")',),
    "raise in if": (
        """\
x=1100
record("A1-02", x, "s")
if x > 3:
    raise SystemExit
record("A1-02", 5, "s")""",
    ),
    "zero div": ('record("A1-02", 1100, "s")\n1/0\nrecord("A1-02", 5, "s")',),
    "try record": ('try:\n    record("A1-02", 1100, "s")\nexcept Exception:\n    record("A1-02", 5, "s")',),
    "try fails before": (
        """\
try:
    x = int("a")
    record("A1-02", 5, "s")
except ValueError:
    record("A1-02", 1100, "s")""",
    ),
    "try fails before2": (
        """\
record("A1-02", 1100, "s")
try:
    float("abc")
    record("A1-02", 5, "s")
except ValueError:
    pass""",
    ),
    "try else": ('try:\n    x = 1100\nexcept ValueError:\n    x = 5\nelse:\n    record("A1-02", x, "s")',),
    "finally": ('try:\n    x = 5\nfinally:\n    x = 1100\nrecord("A1-02", x, "s")',),
    "try sets then fails": (
        """\
x = 1100
try:
    1/0
    x = 5
except ZeroDivisionError:
    pass
record("A1-02", x, "s")""",
    ),
    "try key": (
        """\
d = {}
x = 1100
try:
    x = d["a"]
except KeyError:
    pass
record("A1-02", x, "s")""",
    ),
    "suppress": (
        """\
import contextlib
x = 1100
with contextlib.suppress(Exception):
    1/0
    x = 5
record("A1-02", x, "s")""",
    ),
    "while counter": ('n = 0\nwhile n < 3:\n    n += 1\nrecord("A1-02", n, "s")',),
    "while true break": ('while True:\n    record("A1-02", 1100, "s")\n    break',),
    "while false": ('record("A1-02", 1100, "s")\nwhile False:\n    record("A1-02", 5, "s")',),
    "for break": ('for x in [1, 1100, 3]:\n    if x > 5:\n        break\nrecord("A1-02", x, "s")',),
    "for continue": (
        """\
for q, x in [("A1-02", 1100), ("A1-03", 4)]:
    if q == "A1-03": continue
    record(q, x, "s")""",
    ),
    "for if in": (
        """\
for q, x in [("A1-02", 1100), ("A1-03", 4)]:
    if q == "A1-02":
        record(q, x, "s")
    else:
        record(q, x)""",
    ),
    "for else": ('for x in [1100]:\n    pass\nelse:\n    record("A1-02", x, "s")',),
    "for empty": ('x = 1100\nfor x in []:\n    pass\nrecord("A1-02", x, "s")',),
    "nested for": ('for q in ["A1-02"]:\n    for x in [5, 1100]:\n        record(q, x, "s")',),
    "enumerate start": ('for n, x in enumerate([64, 0.5], 2):\n    record(f"A1-0{n}", x)',),
    "fstring q fmt": ('for n, x in zip(range(2, 4), [64, 0.5]):\n    record(f"A1-{n:02d}", x)',),
    "str zfill": ('for n, x in zip(range(2, 4), [64, 0.5]):\n    record("A1-" + str(n).zfill(2), x)',),
    "concat q": ('for n, x in zip(range(2, 4), [64, 0.5]):\n    record("A1-0" + str(n), x)',),
    "listcomp": ('[record(q, x) for q, x in [("A1-02", 64), ("A1-03", 0.5)]]',),
    "dictcomp": ('{q: record(q, x) for q, x in [("A1-02", 64), ("A1-03", 0.5)]}',),
    "listcomp if": ('[record(q, x) for q, x in [("A1-02", 64), ("A1-03", 0.5)] if x > 5]',),
    "listcomp value": ('xs = [2*v for v in [32, 550]]\nrecord("A1-02", xs[1], "s")',),
    "dictcomp value": ('d = {k: v for k, v in [("a", 1100)]}\nrecord("A1-02", d["a"], "s")',),
    "comp scope": ('x = 1100\ny = [x for x in [1, 2]]\nrecord("A1-02", x, "s")',),
    "genexp unrun": ('x = (record(q, 5) for q in ["A1-02"])\nrecord("A1-02", 1100, "s")',),
    "genexp unrun2": ('record("A1-02", 1100, "s")\nx = (record(q, 5) for q in ["A1-02"])',),
    "map record": ('list(map(record, ["A1-02", "A1-03"], [64, 0.5]))',),
    "lambda": ('f = lambda q, a: record(q, a)\nf("A1-05", "b")',),
    "lambda two": (
        "f = lambda q, a: record(q, a)",
        'f("A1-05", "b")',
    ),
    "partial": ('from functools import partial\nr = partial(record, "A1-02")\nr(1100, "s")',),
    "method": ('class A:\n    def put(self, q, x):\n        record(q, x, "s")\nA().put("A1-02", 1100)',),
    "class attr": ('class A:\n    x = 1100\nrecord("A1-02", A.x, "s")',),
    "class shadow": ('x = 1100\nclass A:\n    x = 5\nrecord("A1-02", x, "s")',),
    "namedtuple": (
        """\
from collections import namedtuple
P = namedtuple("P", "q x")
p = P("A1-02", 1100)
record(p.q, p.x, "s")""",
    ),
    "dataclass": (
        """\
from types import SimpleNamespace
p = SimpleNamespace(x=1100)
p.x = 1100
record("A1-02", p.x, "s")""",
    ),
    "func later": (
        'def put():\n    record("A1-02", x, "s")\nx = 5',
        "x = 1100\nput()",
    ),
    "func later q": (
        'def put(q, x):\n    record(q, x, "s")',
        'put("A1-02", 1100)',
        "x = 3",
    ),
    "func default": ('def put(q="A1-02", x=1100, unit="s"):\n    record(q, x, unit)\nput()',),
    "func default late": ('x = 1100\ndef put(x=x):\n    record("A1-02", x, "s")\nx = 5\nput()',),
    "func kwonly": ('def put(q, *, x):\n    record(q, x, "s")\nput("A1-02", x=1100)',),
    "func varargs": ('def put(*a):\n    record(*a)\nput("A1-02", 1100, "s")',),
    "func kwargs": ('def put(**k):\n    record(**k)\nput(question="A1-02", answer=1100, unit="s")',),
    "func return": ('def calc():\n    return 1100\nrecord("A1-02", calc(), "s")',),
    "func global": ('x = 5\ndef change():\n    global x\n    x = 1100\nchange()\nrecord("A1-02", x, "s")',),
    "func global late": (
        "def change():\n    global x\n    x = 1100\nx = 5",
        'change()\nrecord("A1-02", x, "s")',
    ),
    "func global after set": (
        "def change():\n    global x\n    x = 1100",
        'x = 5\nchange()\nrecord("A1-02", x, "s")',
    ),
    "func nonlocal": (
        """\
def outer():
    x = 5
    def inner():
        nonlocal x
        x = 1100
    inner()
    record("A1-02", x, "s")
outer()""",
    ),
    "func nested": (
        """\
def outer(x):
    def inner(y):
        record("A1-02", y, "s")
    inner(x)
outer(1100)""",
    ),
    "func mutates": (
        """\
d = {"x": 5}
def change(a):
    a["x"] = 1100
change(d)
record("A1-02", d["x"], "s")""",
    ),
    "func mutates closure": ('d = {"x": 5}\ndef change():\n    d["x"] = 1100\nchange()\nrecord("A1-02", d["x"], "s")',),
    "func mutates closure2": (
        "d = [5]\ndef change():\n    d.append(3)\n    d[0] = 1100",
        'change()\nrecord("A1-02", d[0], "s")',
    ),
    "func redefined": (
        """\
def put(x):
    record("A1-02", x, "s")
def put(x):
    record("A1-02", 2*x, "s")
put(550)""",
    ),
    "generator fn": ('def gen():\n    record("A1-02", 5, "s")\n    yield 1\nrecord("A1-02", 1100, "s")\ngen()',),
    "async fn": (
        """\
async def f():
    record("A1-02", 5, "s")
record("A1-02", 1100, "s")
c = f()
c.close()""",
    ),
    "recursion": (
        """\
def f(n):
    if n == 0:
        record("A1-02", 1100, "s")
    else:
        f(n-1)
f(3)""",
    ),
    "globals": ('x = 5\nglobals()["x"] = 1100\nrecord("A1-02", x, "s")',),
    "exec": ('x = 5\nexec("x = 1100")\nrecord("A1-02", x, "s")',),
    "exec record": ('exec(\'record("A1-02", 1100, "s")\')',),
    "star import": ('pi = 5\nfrom math import *\nrecord("A1-02", pi, "s")',),
    "del name": ('x = 1100\nrecord("A1-02", x, "s")\ndel x',),
    "chain": ('x = y = 1100\nx = 5\nrecord("A1-02", y, "s")',),
    "swap": ('x, y = 5, 1100\nx, y = y, x\nrecord("A1-02", x, "s")',),
    "nested unpack": ('(a, (b, c)) = 1, (2, 1100)\nrecord("A1-02", c, "s")',),
    "star unpack": ('a, *b = [1, 1100]\nrecord("A1-02", b[0], "s")',),
    "slices": ('a = [1, 1100, 3]\nrecord("A1-02", a[1:2][0], "s")',),
    "list alias": ('a = [5]\nb = a\nb[0] = 1100\nrecord("A1-02", a[0], "s")',),
    "list nested alias": ('a = [[5]]\nb = a[0]\nb[0] = 1100\nrecord("A1-02", a[0][0], "s")',),
    "list copy": ('a = [1100]\nb = list(a)\nb[0] = 5\nrecord("A1-02", a[0], "s")',),
    "list aug": ('a = [5]\nb = a\na += [1]\nb[0] = 1100\nrecord("A1-02", a[0], "s")',),
    "list append": ('a = []\na.append(1100)\nrecord("A1-02", a[0], "s")',),
    "list pop": ('a = [1100, 5]\nrecord("A1-02", a.pop(0), "s")',),
    "list pop2": ('a = [5, 1100]\na.pop(0)\nrecord("A1-02", a[0], "s")',),
    "list reverse": ('a = [5, 1100]\na.reverse()\nrecord("A1-02", a[0], "s")',),
    "list slice set": ('a = [5, 6]\na[:] = [1100, 3]\nrecord("A1-02", a[0], "s")',),
    "list del": ('a = [5, 1100]\ndel a[0]\nrecord("A1-02", a[0], "s")',),
    "list mul": ('a = [1100] * 3\nrecord("A1-02", a[2], "s")',),
    "list add": ('a = [1] + [1100]\nrecord("A1-02", a[1], "s")',),
    "list sorted": ('a = sorted([1100, 5])\nrecord("A1-02", a[1], "s")',),
    "list for mut": ('a = [1, 2]\nfor n in range(2):\n    a[n] = 1100\nrecord("A1-02", a[0], "s")',),
    "heapq": ('import heapq\na = [1100, 5]\nheapq.heapify(a)\nrecord("A1-02", a[1], "s")',),
    "random shuffle seed": (
        """\
import random
a = [1100, 5, 7]
b = a
random.Random(1).shuffle(b)
record("A1-02", a[0], "s")""",
    ),
    "dict update": ('d = {"x": 5}\nd.update(x=1100)\nrecord("A1-02", d["x"], "s")',),
    "dict get": ('d = {"x": 1100}\nrecord("A1-02", d.get("x"), "s")',),
    "dict setdefault": ('d = {}\nd.setdefault("x", 1100)\nrecord("A1-02", d["x"], "s")',),
    "dict merge": ('d = {"x": 5} | {"x": 1100}\nrecord("A1-02", d["x"], "s")',),
    "dict star": ('d = {**{"x": 1100}}\nrecord("A1-02", d["x"], "s")',),
    "dict ctor": ('d = dict(x=1100)\nrecord("A1-02", d["x"], "s")',),
    "dict intkey": ('d = {1: 5, True: 1100}\nrecord("A1-02", d[1], "s")',),
    "dict kwargs": ('k = dict(question="A1-02", answer=1100, unit="s")\nrecord(**k)',),
    "dict kwargs2": ('k = {"question": "A1-02", "answer": 1100, "unit": "s"}\nrecord(**k)',),
    "np float": ('import numpy as np\nrecord("A1-02", np.float64(1100.0), "s")',),
    "np arr": ('import numpy as np\nrecord("A1-02", np.array([1100.0])[0], "s")',),
    "np arr1": ('import numpy as np\nrecord("A1-02", np.array([1100.0]), "s")',),
    "np int": ('import numpy as np\nrecord("A1-02", np.int64(1100), "s")',),
    "np bool": ('import numpy as np\nrecord("A1-02", np.bool_(True), "s")',),
    "np str": ('import numpy as np\nrecord("A1-05", np.str_("b"))',),
    "fraction": ('from fractions import Fraction\nrecord("A1-02", Fraction(2200, 2), "s")',),
    "decimal": ('from decimal import Decimal\nrecord("A1-02", Decimal("1100"), "s")',),
    "bool": ('record("A1-02", True, "s")',),
    "ternary": ('x = 1100\nrecord("A1-02", x if x > 5 else 5, "s")',),
    "ternary call": ('record("A1-02", 1100, "s") if True else record("A1-02", 5, "s")',),
    "or call": ('None or record("A1-02", 1100, "s")',),
    "and call": ('False and record("A1-02", 5, "s")\nrecord("A1-02", 1100, "s")',),
    "and call2": ('record("A1-02", 1100, "s")\nFalse and record("A1-02", 5, "s")',),
    "if false": ('record("A1-02", 1100, "s")\nif False:\n    record("A1-02", 5, "s")',),
    "if zero": ('record("A1-02", 1100, "s")\nif 0:\n    record("A1-02", 5, "s")',),
    "if cmp": ('record("A1-02", 1100, "s")\nif 1 > 2:\n    record("A1-02", 5, "s")',),
    "if name": ('debug = False\nrecord("A1-02", 1100, "s")\nif debug:\n    record("A1-02", 5, "s")',),
    "if name main": ('if __name__ == "__main__":\n    record("A1-02", 1100, "s")',),
    "if not": ('done = True\nrecord("A1-02", 1100, "s")\nif not done:\n    record("A1-02", 5, "s")',),
    "match": (
        """\
x = 3
match x:
    case 3:
        record("A1-02", 1100, "s")
    case _:
        record("A1-02", 5, "s")""",
    ),
    "with": ('import contextlib\nwith contextlib.nullcontext(1100) as x:\n    record("A1-02", x, "s")',),
    "decorator": (
        """\
def deco(f):
    return lambda: f(1100)
@deco
def put(x):
    record("A1-02", x, "s")
put()""",
    ),
    "decorator2": (
        """\
def deco(f):
    return lambda x: f(2*x)
@deco
def put(x):
    record("A1-02", x, "s")
put(550)""",
    ),
    "alias mod": ('import helpers.coursework as cw\ncw.record("A1-02", 1100, "s")',),
    "alias mod2": ('c = coursework\nc.record("A1-02", 1100, "s")',),
    "alias fn": ('put = coursework.record\nput("A1-02", 1100, "s")',),
    "alias fn2": (
        "put = coursework.record",
        'put("A1-02", 1100, "s")\nput = print\nput("A1-02", 5, "s")',
    ),
    "alias lost": (
        """\
r = record
r = print
r("A1-02", 5, "s")
record("A1-02", 1100, "s")
r("A1-02", 5, "s")""",
    ),
    "alias tuple": ('r, s = record, 5\nr("A1-02", 1100, "s")',),
    "alias list": ('fs = [record]\nfs[0]("A1-02", 1100, "s")',),
    "getattr": ('getattr(coursework, "record")("A1-02", 1100, "s")',),
    "own record": ('def record(q, x, u=""):\n    coursework.record(q, 2*x, u)\nrecord("A1-02", 550, "s")',),
    "own record obj": (
        """\
class L:
    def record(self, *a):
        pass
log = L()
coursework.record("A1-02", 1100, "s")
log.record("A1-02", 5, "s")""",
    ),
    "unit var": ('u = "s"\nrecord("A1-02", 1100, u)\nu = "h"',),
    "unit concat": ('record("A1-02", "1100" + " s")',),
    "text dedent": (
        'import textwrap\nrecord("A1-12", textwrap.dedent("""\n   The pulse ends: its message decays soon.\n"""))',
    ),
    "text join": (
        """\
record("A1-12", " ".join(["The pulse is short because", "the message decays quickly here."]))""",
    ),
    "text implicit": ('record("A1-12", "The pulse is short because "\n  "the message decays quickly here.")',),
    "text replace": (
        """\
record("A1-12", "The pulse is short because the message decays quickly here.".replace("short", "long"))""",
    ),
    "text percent": (
        """\
s = "The pulse is short because the message decays quickly %s"
record("A1-12", s % "here")""",
    ),
    "letters split": ('record("A1-10", "b,a,c".split(","))',),
    "letters list str": ('record("A1-10", list("bac"))',),
    "semicolons": ('x = 1100; record("A1-02", x, "s"); x = 5',),
    "backslash": ('record("A1-02", \\\n 1100, "s")',),
    "lower q": ('record("a1-2", 1100, "s")',),
    "q nbhyphen": ('record("A1‑02", 1100, "s")',),
    "q minus": ('record("A1−02", 1100, "s")',),
    "q fullwidth": ('record("Ａ１－０２", 1100, "s")',),
    "q space": ('record(" A1 - 02 ", 1100, "s")',),
    "num underscore": ('record("A1-02", 1_100, "s")',),
    "num exp": ('record("A1-02", 1.1e3, "s")',),
    "num fullwidth str": ('record("A1-02", "１１００", "s")',),
    "num minus str": ('record("A1-02", "−5", "s")',),
    "num hex": ('record("A1-02", 0x44c, "s")',),
    "arabic": ('record("A1-02", "١١٠٠", "s")',),
    "nfd": ('record("A1-12", "The café shows that the pulse is short, so it decays quickly here.")',),
    "rerun cell twice": (
        "x = 550",
        'x = x * 2\nrecord("A1-02", x, "s")',
    ),
    "type hint": ('x: float = 1100\nrecord("A1-02", x, "s")',),
    "setattr module": ('import math\nmath.foo = 1100\nrecord("A1-02", math.foo, "s")',),
    "inner assign loop": ('total = 0\nfor v in [1000, 100]:\n    total += v\nrecord("A1-02", total, "s")',),
    "loop cond assign": (
        """\
best = 0
for v in [1100, 100]:
    if v > best:
        best = v
record("A1-02", best, "s")""",
    ),
    "lambda default": ('x = 1100\nf = lambda y=x: y\nx = 5\nrecord("A1-02", f(), "s")',),
    "nested record": ('record("A1-02", record("A1-03", 0.5) or 1100, "s")',),
    "print record": ('print(record("A1-02", 1100, "s"))',),
    "assign record": ('r1 = record("A1-02", 1100, "s")',),
    "help q": ('# %%\nrecord("A1-02", 1100, "s")  # record("A1-02", 5, "s")',),
    "string mention": ('s = \'record("A1-02", 5, "s")\'\nrecord("A1-02", 1100, "s")',),
    "string mention2": ('record("A1-02", 1100, "s")\ns = \'record("A1-02", 5, "s")\'',),
    "docstring mention": ('record("A1-02", 1100, "s")\n"""record("A1-02", 5, "s")"""',),
    "only string mention": ('s = \'record("A1-02", 5, "s")\'',),
    "type alias": ('x = 5\ntype(x)\nx = 1100\nrecord("A1-02", x, "s")',),
    "input": ('x = iter([1100])\nrecord("A1-02", next(x), "s")',),
    "iter list": ('xs = [5, 1100]\nit = iter(xs)\nnext(it)\nrecord("A1-02", next(it), "s")',),
    "json loads": (
        """\
import json
record(**json.loads('{"question": "A1-02", "answer": 1100, "unit": "s"}'))""",
    ),
    "bytes": ('record("A1-02", b"1100", "s")',),
    "complex": ('record("A1-02", 1100+0j, "s")',),
    "int str": ('record("A1-02", int("1100"), "s")',),
    "float comma err": (
        """\
record("A1-02", 1100, "s")
try:
    record("A1-02", float("4,2"), "s")
except ValueError:
    pass""",
    ),
    "global after call": ('x = 1100\ndef f():\n    record("A1-02", x, "s")\nf()\nx = 5',),
    "shadow param": ('x = 5\ndef f(x):\n    record("A1-02", x, "s")\nf(1100)',),
    "local in func": ('x = 1100\ndef f():\n    x = 5\nf()\nrecord("A1-02", x, "s")',),
    "func no call": ('def f():\n    record("A1-02", 5, "s")\nrecord("A1-02", 1100, "s")',),
    "func never called": ('def f():\n    record("A1-02", 5, "s")',),
    "func rec in expr": ('def f(x):\n    return x\nrecord("A1-02", f(1100), "s")',),
    "thread": (
        """\
import threading
th = threading.Thread(target=record, args=("A1-02", 1100, "s"))
th.start(); th.join()""",
    ),
    "setitem computed": ('import math\nd = {"x": 1100}\nd["y"] = math.sqrt(2)\nrecord("A1-02", d["x"], "s")',),
    "setitem overwrite computed": ('d = {"x": 5}\nd["x"] = sum(v for v in [1000, 100])\nrecord("A1-02", d["x"], "s")',),
    "inf": ('record("A1-02", 1e999, "s")',),
    "trailing comma": ('record("A1-02", 1100, "s",)',),
    "tuple stmt": ('record("A1-02", 1100, "s"),',),
    "two calls line": ('record("A1-02", 5, "s"), record("A1-02", 1100, "s")',),
    "tab indent": ('if True:\n\trecord("A1-02", 1100, "s")',),
    "nested def cond": ('if True:\n    def put(x):\n        record("A1-02", x, "s")\nput(1100)',),
    "try import": (
        """\
try:
    import nothing_here
except ImportError:
    x = 1100
record("A1-02", x, "s")""",
    ),
    "bool and num": ('x = True + 1099\nrecord("A1-02", x, "s")',),
    "neg str": ('record("A1-02", -(-1100), "s")',),
    "invert": ('record("A1-02", ~-1101, "s")',),
    "not x": ('record("A1-05", not True or "b")',),
    "compare": ('record("A1-02", 1 < 2, "s")',),
    "index neg": ('xs = (5, 1100)\nrecord("A1-02", xs[-1], "s")',),
    "str index": ('record("A1-05", "abc"[1])',),
    "strip q": ('record(" A1-02".strip(), 1100, "s")',),
    "upper q": ('record("a1-02".upper(), 1100, "s")',),
    "title q": ('record("a1-02".title(), 1100, "s")',),
    "global recorder func": ('def get():\n    return record\nget()("A1-02", 1100, "s")',),
    "import in fn": (
        """\
def f(x):
    from helpers.coursework import record as rr
    rr("A1-02", x, "s")
f(1100)""",
    ),
    "loop var after": ('for q, a in {"A1-05": "b"}.items():\n    record(q, a)\na = "c"',),
    "augment string": ('s = "11"\ns += "00"\nrecord("A1-02", s, "s")',),
    "augment list item": ('a = [1000]\na[0] += 100\nrecord("A1-02", a[0], "s")',),
    "set then method": (
        """\
d = {"A1-02": 5}
d.clear()
d["A1-02"] = 1100
for q, v in d.items():
    record(q, v, "s")""",
    ),
    "items sorted": ('d = {"A1-03": 0.5, "A1-02": 64}\nfor q, v in sorted(d.items()):\n    record(q, v)',),
    "keys loop": ('d = {"A1-03": 0.5, "A1-02": 64}\nfor q in d:\n    record(q, d[q])',),
    "range step": ('for n in range(3, 1, -1):\n    record(f"A1-0{n}", n*100)',),
    "del rebind record": (
        """\
from helpers.coursework import record as r
r("A1-02", 1100, "s")
def r(*a):
    pass
r("A1-02", 5, "s")""",
    ),
    "func mutates by another name": (
        'd = [5]\ndef change():\n    e = d\n    e[0] = 1100\nchange()\nrecord("A1-02", d[0], "s")',
    ),
    "local of the caller": (
        'x = 1100\ndef put():\n    record("A1-02", x, "s")\ndef other():\n    x = 5\n    put()\nother()',
    ),
    "name outside both": (
        'x = 1100\ndef put(q):\n    record(q, x, "s")\ndef other(q):\n    y = 5\n    put(q)\nother("A1-02")',
    ),
    "changed by the caller": (
        'd = [5]\ndef put():\n    record("A1-02", d[0], "s")\ndef other():\n    d[0] = 1100\n    put()\nother()',
    ),
    "with own class": (
        """\
class T:
    def __enter__(self): return 1100
    def __exit__(self, *a): return True
with T() as x:
    record("A1-02", 1100, "s")
    1/0
    record("A1-02", 5, "s")""",
    ),
    "with own class2": (
        """\
class T:
    def __enter__(self): return 1100
    def __exit__(self, *a): return True
x = 1100
with T():
    1/0
    x = 5
record("A1-02", x, "s")""",
    ),
    "contextmanager": (
        """\
from contextlib import contextmanager
@contextmanager
def t():
    try:
        yield 5
    except Exception:
        pass
x = 1100
with t():
    int("a")
    x = 5
record("A1-02", x, "s")""",
    ),
    "suppress alias": (
        """\
from contextlib import suppress as s
x = 1100
with s(ZeroDivisionError):
    1/0
    x = 5
record("A1-02", x, "s")""",
    ),
    "match rest": (
        """\
r = {"y": 5}
match {"x": 1, "y": 1100}:
    case {"x": 1, **r}:
        pass
record("A1-02", r["y"], "s")""",
    ),
    "match star set": ('r = 5\nmatch [1, 1100]:\n    case [_, *r]:\n        pass\nrecord("A1-02", r[0], "s")',),
    "walrus if and": ('x = 5\nif False and (x := 7):\n    pass\nrecord("A1-02", x, "s")',),
    "walrus or": ('x = 5\ny = 3 or (x := 7)\nrecord("A1-02", x, "s")',),
    "walrus ternary": ('x = 1100\ny = 3 if True else (x := 7)\nrecord("A1-02", x, "s")',),
    "for list mutated": ('a = [1, 2]\nfor v in a:\n    if v == 1:\n        a.append(1100)\nrecord("A1-02", v, "s")',),
    "for alias mutated": ('a = [5, 1100]\nfor v in a:\n    a.pop()\nrecord("A1-02", v, "s")',),
    "func returned": ('def make(q):\n    def put(x):\n        record(q, x, "s")\n    return put\nmake("A1-02")(1100)',),
    "func returned name": (
        'def make(q):\n    def put(x):\n        record(q, x, "s")\n    return put\np2 = make("A1-02")\np2(1100)',
    ),
    "vars": ('vars(coursework)["record"]("A1-02", 1100, "s")',),
    "from sys exit": ('from sys import exit\nrecord("A1-02", 1100, "s")\nexit()\nrecord("A1-02", 5, "s")',),
    "builtin exit": ('record("A1-02", 1100, "s")\nexit()\nrecord("A1-02", 5, "s")',),
    "lambda iife": ('(lambda q, a: record(q, a, "s"))("A1-02", 1100)',),
    "chain list alias": ('a = b = [5]\na[0] = 1100\nrecord("A1-02", b[0], "s")',),
    "walrus order": ('x = 1100\nrecord("A1-02", x, unit=(x := "s"))',),
    "walrus order binop": ('x = 100\nrecord("A1-02", x + (x := 1000), "s")',),
    "walrus order list": ('x = 5\ny = [x, (x := 1100), x]\nrecord("A1-02", y[0], "s")',),
    "nonlocal counter": (
        """\
def make():
    n = 1
    def put(x):
        nonlocal n
        n += 1
        record(f"A1-0{n}", x)
    return put
put = make()
put(64)
put(.5)""",
    ),
    "pandas apply": (
        """\
import pandas as pd
pd.DataFrame({"q": ["A1-02"], "a": [1100]}).apply(lambda r: record(r.q, r.a, "s"), axis=1)""",
    ),
    "with nullcontext literal": (
        'from contextlib import nullcontext\nwith nullcontext():\n    record("A1-02", 1100, "s")',
    ),
    "double comp": ('[record(q, v) for q in ["A1-02"] for v in [5, 64]]',),
    "setcomp rec": ('{record("A1-02", v, "s") for v in [5, 1100]}',),
    "comp cond rec": ('[record("A1-02", v, "s") if v > 100 else None for v in [1100, 5]]',),
    "comp walrus outer same name": ('v = 7\nys = [x := v for v in [5, 1100]]\nrecord("A1-02", x, "s")',),
    "comp walrus empty": ('x = 1100\nys = [(x := 5) for v in []]\nrecord("A1-02", x, "s")',),
    "comp rec pops": ('a = [5, 1100]\n[record("A1-03", a.pop(0)) for _ in range(1)]\nrecord("A1-02", a[0], "s")',),
    "comp rec if walrus": ('[record("A1-02", y, "s") for v in [5, 550] if (y := v * 2) > 100]',),
    "dictcomp rec key": ('{record("A1-02", v, "s"): record("A1-03", v + 1) for v in [64]}',),
    "lambda stored later cell": (
        'put = lambda q, v: record(q, v, "s")',
        'put("A1-02", 1100)',
    ),
    "returns list alias": ('a = [5]\ndef get(): return a\nget()[0] = 1100\nrecord("A1-02", a[0], "s")',),
    "returns list alias2": ('a = [5]\ndef get(): return a\nb = get()\nb[0] = 1100\nrecord("A1-02", a[0], "s")',),
    "alias through object": ('a = [5]\nclass B: pass\nb = B()\nb.a = a\nb.a[0] = 1100\nrecord("A1-02", a[0], "s")',),
    "alias through lambda": ('a = [5]\nf = lambda: a\nf()[0] = 1100\nrecord("A1-02", a[0], "s")',),
    "alias through star": ('a = [5]\nb, *c = [1, a]\nc[0][0] = 1100\nrecord("A1-02", a[0], "s")',),
    "alias through comp": ('a = [5]\nb = [x for x in [a]]\nb[0][0] = 1100\nrecord("A1-02", a[0], "s")',),
    "alias generator": ('a = [5]\ng = (x for x in [a])\nnext(g)[0] = 1100\nrecord("A1-02", a[0], "s")',),
    "alias match as": ('a = [5]\nmatch a:\n    case z:\n        z[0] = 1100\nrecord("A1-02", a[0], "s")',),
    "alias walrus": ('a = [5]\n(z := a)[0] = 1100\nrecord("A1-02", a[0], "s")',),
    "alias ternary unknown": ('import os\na = [5]\nz = a if os.sep else [1]\nz[0] = 1100\nrecord("A1-02", a[0], "s")',),
    "alias min": ('a = [5]\nz = min([a, [9]])\nz[0] = 1100\nrecord("A1-02", a[0], "s")',),
    "alias max unknown": ('a = [5]\nz = max(a, [1])\nz[0] = 1100\nrecord("A1-02", a[0], "s")',),
    "alias closure default": ('a = [5]\ndef f(z=a):\n    z[0] = 1100\nf()\nrecord("A1-02", a[0], "s")',),
    "method ref": ('a = [5]\nadd = a.append\nadd(1100)\nrecord("A1-02", a[-1], "s")',),
    "method ref cell": (
        "a = [5]\nadd = a.append",
        'add(1100)\nrecord("A1-02", a[-1], "s")',
    ),
    "and record unknown": ('import os\nos.sep == "/" and record("A1-02", 1100, "s")',),
    "loop changes what it goes through": (
        'd = {"a": 5, "b": 6}\nfor k in d:\n    d[k] = 1100\nrecord("A1-02", d["b"], "s")',
    ),
    "loop items changes": ('d = {"a": 5, "b": 6}\nfor k, v in d.items():\n    d["b"] = 1100\nrecord("A1-02", v, "s")',),
    "nested loops change": (
        'a = [5, 6]\nfor x in a:\n    for y in [1]:\n        a[1] = 1100\nrecord("A1-02", x, "s")',
    ),
    "nested loops change2": (
        'a = [5, 6]\nfor x in a:\n    a[1] = 1100\n    for y in [1]:\n        pass\nrecord("A1-02", x, "s")',
    ),
    "call of call": ('f = lambda q: lambda a: record(q, a)\nf("A1-05")("b")',),
    "call of call2": (
        """\
def make(q):
    def put(a, u=""):
        record(q, a, u)
    return put
make("A1-02")(1100, "s")""",
    ),
    "call of call4": ('def recorder():\n    return record\nrecorder()("A1-02", 1100, "s")',),
    "subscript call": ('{"r": record}["r"]("A1-02", 1100, "s")',),
    "list call": ('[print, record][1]("A1-02", 1100, "s")',),
    "ternary callee": ('(record if 1 else print)("A1-02", 1100, "s")',),
    "attrgetter": ('from operator import attrgetter\nattrgetter("record")(coursework)("A1-02", 1100, "s")',),
    "itertools starmap": ('from itertools import starmap\nlist(starmap(record, [("A1-02", 64), ("A1-03", 0.5)]))',),
    "generator send": (
        """\
def g():
    x = yield
    record("A1-02", x, "s")
    yield
c = g()
next(c)
c.send(1100)""",
    ),
    "yield from": ('def g():\n    yield from [5, 1100]\nfor x in g(): pass\nrecord("A1-02", x, "s")',),
    "mutable default": (
        """\
def f(a=[]):
    a.append(550)
    return sum(a)
f()
x = f()
record("A1-02", x, "s")""",
    ),
    "closure late": ('fs = [lambda: i for i in (5, 1100)]\nx = fs[0]()\nrecord("A1-02", x, "s")',),
    "closure default": ('fs = [lambda i=i: i for i in (1100, 5)]\nx = fs[0]()\nrecord("A1-02", x, "s")',),
    "shadow builtins": ('max = min\nx = max(1100, 2000)\nrecord("A1-02", x, "s")\ndel max',),
    "shadow range": ('def range(n): return [1100]\nfor x in range(3): pass\nrecord("A1-02", x, "s")\ndel range',),
    "np view": ('import numpy as np\na = np.zeros(3)\nb = a[1:]\nb[0] = 1100\nrecord("A1-02", a[1], "s")',),
    "np inplace": ('import numpy as np\nx = np.array([1000.0])\nx += 100\nrecord("A1-02", x[0], "s")\nx *= 0',),
    "class counter": ('class A:\n    n = 5\n    def __init__(self): A.n += 1095\nA()\nrecord("A1-02", A.n, "s")',),
    "inherit": ('class A:\n    x = 1100\nclass B(A): pass\nrecord("A1-02", B.x, "s")',),
    "dunder call": ('class P:\n    def __call__(self, q, a): record(q, a, "s")\nP()("A1-02", 1100)',),
    "setdefault list": ('d = {}\nd.setdefault("x", []).append(1100)\nrecord("A1-02", d["x"][0], "s")',),
    "shallow copy": ('a = [[5]]\nb = a.copy()\na[0][0] = 1100\nrecord("A1-02", b[0][0], "s")',),
    "list mul alias": ('a = [[5]] * 2\na[0][0] = 1100\nrecord("A1-02", a[1][0], "s")',),
    "aliased iadd": ('a = [5]\nb = a\na += [1100]\nrecord("A1-02", b[-1], "s")',),
    "finally overrides": (
        """\
def f():
    try:
        return 5
    finally:
        return 1100
x = f()
record("A1-02", x, "s")""",
    ),
    "exec sets": ('x = 5\nexec("x = 1100")\nrecord("A1-02", x, "s")',),
    "globals set": ('x = 5\nglobals()["x"] = 1100\nrecord("A1-02", x, "s")',),
    "locals set": ('x = 5\nlocals()["x"] = 1100\nrecord("A1-02", x, "s")',),
    "record fails before": (
        """\
x = 1100
try:
    record("A1-02", y, "s")
except NameError:
    record("A1-02", x, "s")""",
    ),
    "kwonly unpack": ('a = {"answer": 1100, "unit": "s"}\nrecord("A1-02", **a)\na["answer"] = 5',),
    "enum": ('from enum import Enum\nclass E(Enum):\n    X = 1100\nrecord("A1-02", E.X.value, "s")',),
    "match class": ('match 1100:\n    case int(v): x = v\n    case str(): x = 5\nrecord("A1-02", x, "s")',),
    "next iter": ('i = iter([1100, 5])\nx = next(i)\nrecord("A1-02", x, "s")\nx = next(i)',),
    "while pop": ('todo = [("A1-03", 0.5), ("A1-02", 64)]\nwhile todo: record(*todo.pop())',),
    "copy module": (
        """\
import copy
a = [[1100]]
b = copy.deepcopy(a)
a[0][0] = 7
record("A1-02", b[0][0], "s")""",
    ),
    "pd loc": (
        """\
import pandas as pd
d = pd.DataFrame({"x": [5, 1100]})
d.loc[0, "x"] = 1200
record("A1-02", d.loc[0, "x"], "s")""",
    ),
    "except as": (
        """\
try:
    raise ValueError(1100)
except ValueError as e:
    x = e.args[0]
record("A1-02", x, "s")""",
    ),
    "contextvar": (
        """\
from contextvars import ContextVar
v = ContextVar("v", default=5)
v.set(1100)
x = v.get()
record("A1-02", x, "s")""",
    ),
    "all by name": ('record(unit="s", answer=1100, question="A1-02")',),
    "arguments in a list": ('told = ("A1-02", 1100, "s")\nrecord(*told)',),
    "arguments in a dictionary": ('told = {"answer": 1100, "unit": "s"}\nrecord("A1-02", **told)',),
    "lists of all": (
        """\
given = {"A1-02": (1100, "s"), "A1-03": (2.5, "µm"), "A1-05": ("b",)}
for question, told in given.items():
    record(question, *told)""",
    ),
    "lists side by side": ('for q, a, u in zip(["A1-02", "A1-03"], [1100, 2.5], ["s", "µm"]):\n    record(q, a, u)',),
    "a default": ('def put(q, a, u="s"):\n    record(q, a, u)\nput("A1-02", 1100)',),
    "a part of what it takes": ('from functools import partial\nput = partial(record, unit="s")\nput("A1-02", 1100)',),
    "within a function": (
        'def outer(v):\n    def inner():\n        record("A1-02", v, "s")\n    inner()\nouter(1100)',
    ),
    "never": ('record("A1-02", 1100, "s")\nif False:\n    record("A1-02", 5, "s")',),
    "taken back by nothing": ('record("A1-02", 1100, "s")\nrecord("A1-02", None, "s")',),
    "while": ('i = 0\nwhile i < 3:\n    record("A1-02", 550 * i, "s")\n    i += 1',),
    "two targets": ('x = y = 1100\nx = 3\nrecord("A1-02", y, "s")',),
    "exchanged": ('x, y = 3, 1100\nx, y = y, x\nrecord("A1-02", x, "s")',),
    "by number": ('for number, told in enumerate(["b", "c"], start=4):\n    record(f"A1-{number:02d}", told)',),
    "the name put together": ('for number in (4, 5):\n    record("A1-%02d" % number, "b")',),
    "the largest": ('score = {"a": 1, "b": 3}\nrecord("A1-05", max(score, key=score.get))',),
    "from a class": ('class Answers:\n    time = 1100\nrecord("A1-02", Answers.time, "s")',),
    "global": ('x = 5\ndef set_it():\n    global x\n    x = 1100\nset_it()\nrecord("A1-02", x, "s")',),
    "else of a loop": ('for x in [1, 2]:\n    pass\nelse:\n    record("A1-02", 1100, "s")',),
    "the way over a list": ('way = {"put": record}\nway["put"]("A1-05", "b")',),
    "over and over": (
        'def again(n):\n    if n == 0:\n        record("A1-05", "b")\n        return\n    again(n - 1)\nagain(3)',
    ),
    "decorated": (
        """\
def twice(function):
    def run(*told):
        function(*told)
        function(*told)
    return run
@twice
def put(q, a):
    record(q, a)
put("A1-05", "b")""",
    ),
    "or": ('told = None or "b"\nrecord("A1-05", told)',),
    "not a power": ('record("A1-02", 11 ^ 10, "s")',),
    "a text of parts": ('record("A1-12", ("One two three four "\n    "five six seven eight nine."))',),
}
