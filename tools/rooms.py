#!/usr/bin/python3
"""The rooms of the house and the doors between them: tools/rooms.py BUILD, in the project's root.

BUILD holds the objects, laid out as the sources are. Prints a finding a line: a circle between folders,
by #include or by the linker's symbols; a door that the wing's row does not have; a folder with too many files.
"""
import os
import re
import subprocess
import sys
from collections import defaultdict

# Each wing, and the wings that it may include or call besides itself.
WINGS = {
    "base": [],
    "pdf": ["base"],
    "data": ["base"],
    "layouts": ["data", "base"],
    "render": ["layouts", "data", "pdf", "base"],
    "archive": ["pdf", "base"],
    "cmd": ["render", "layouts", "data", "archive", "pdf", "base"],
}
SOURCES_MOST = 30  # .c files in a folder


def sources():
    """The paths of all sources, wing by wing."""
    for wing in WINGS:
        for folder, _, names in sorted(os.walk(wing)):
            for name in sorted(names):
                if name.endswith((".c", ".h")):
                    yield os.path.join(folder, name)


def included(path):
    """The headers of ours that a source includes."""
    return re.findall(r'^#include "([^"]+)"', open(path, encoding="utf8").read(), re.M)


def symbols(build, paths):
    """path -> two sets: the symbols that its object defines, and those that it needs."""
    objects = {os.path.join(build, path[:-2] + ".o"): path for path in paths}
    listing = subprocess.run(["nm", "-A", *objects], capture_output=True, text=True, check=True).stdout
    found = {path: (set(), set()) for path in paths}
    for line in listing.splitlines():
        name, words = line.split(":", 1)[0], line.split(":", 1)[1].split()
        if words[-2] in "TDBRC":
            found[objects[name]][0].add(words[-1])
        elif words[-2] == "U":
            found[objects[name]][1].add(words[-1])
    return found


def doors(build):
    """folder -> folder -> the reasons, for every two folders of which one uses the other."""
    edges, paths = defaultdict(lambda: defaultdict(list)), list(sources())
    for path in paths:
        for header in included(path):
            edges[os.path.dirname(path)][os.path.dirname(header)].append("%s includes %s" % (path, header))
    table = symbols(build, [path for path in paths if path.endswith(".c")])
    home = {name: path for path, (defined, _) in table.items() for name in defined}
    for path, (_, needed) in table.items():
        for name in sorted(needed & home.keys()):
            edges[os.path.dirname(path)][os.path.dirname(home[name])].append(
                "%s uses %s of %s" % (path, name, home[name]))
    for folder, others in edges.items():
        others.pop(folder, None)
    return edges


def circles(edges):
    """The sets of folders that reach each other (strongly connected components of more than one)."""
    reach = {}
    for start in edges:
        reach[start], open_ends = set(), [start]
        while open_ends:
            for other in edges.get(open_ends.pop(), ()):
                if other not in reach[start]:
                    reach[start].add(other)
                    open_ends.append(other)
    return {frozenset(b for b in reach[a] if a in reach.get(b, ())) for a in reach if a in reach[a]}


def findings(build):
    edges = doors(build)
    for circle in sorted(map(sorted, circles(edges))):
        yield "circle between folders: " + " ".join(circle)
        for a in circle:
            for b in circle:
                yield from ("  %s -> %s: %s" % (a, b, why) for why in edges[a].get(b, ())[:3])
    for a in sorted(edges):
        for b in sorted(edges[a]):
            wing, other = a.split("/")[0], b.split("/")[0]
            if other != wing and other not in WINGS[wing]:
                yield "%s may not use %s: %s" % (wing, other, edges[a][b][0])
    for folder in sorted({os.path.dirname(p) for p in sources()}):
        count = sum(name.endswith(".c") for name in os.listdir(folder))
        if count > SOURCES_MOST:
            yield "%s has %d sources, %d at most" % (folder, count, SOURCES_MOST)


if __name__ == "__main__":
    lines = list(findings(sys.argv[1]))
    print("\n".join(lines), end="\n" if lines else "")
    sys.exit(bool(lines))
