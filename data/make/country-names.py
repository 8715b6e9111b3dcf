"""Makes data/words/countries.ru.tsv and countries.sr.tsv: names of countries by Unicode CLDR.

npm install cldr-localenames-full, then: python3 country-names.py NODE_MODULES VERSION ../words < ../countries.tsv
The United States by CLDR's short form; a remark in brackets ("Myanmar (Burma)") is left out.
"""
import json
import re
import sys

modules, version, to = sys.argv[1:4]
codes = sorted(line.split("\t")[0] for line in sys.stdin if not line.startswith("#"))


def names(tag):
    path = f"{modules}/cldr-localenames-full/main/{tag}/territories.json"
    all = json.load(open(path, encoding="utf-8"))["main"][tag]["localeDisplayNames"]["territories"]
    short = lambda code: all.get(f"{code}-alt-short") if code == "US" else None
    return {c: re.sub(r" \(.*\)$", "", short(c) or all[c]) for c in codes if c in all}


head = "# Names of countries by ISO 3166-1 code. Made by data/make/country-names.py from Unicode CLDR {} (Unicode licence), npm cldr-localenames-full.\n"
with open(f"{to}/countries.ru.tsv", "w", encoding="utf-8") as out:
    out.write(head.format(version))
    for code, name in names("ru").items():
        out.write(f"{code}\t{name}\n")
with open(f"{to}/countries.sr.tsv", "w", encoding="utf-8") as out:
    out.write(head.format(version) + "# Code, name in Latin script, in Cyrillic.\n")
    latin, cyrillic = names("sr-Latn"), names("sr")
    for code in latin:
        out.write(f"{code}\t{latin[code]}\t{cyrillic[code]}\n")
