"""Makes data/words/capitals.ru.tsv and capitals.sr.tsv: names of capitals by Unicode CLDR.

usage: capitals.py FOLDER VERSION ZONES    (in FOLDER: npm pack cldr-dates-full, unpacked; ZONES: zone.tab of tzdata)

CLDR names the cities that stand for time zones, and most capitals are among them; the others are written here.
"""

import json
import sys
from pathlib import Path

folder, version, zones = sys.argv[1:4]
here = Path(__file__).parent.parent
# English, Russian, Serbian in Latin script, in Cyrillic.
OTHERS = {
    "AE Abu Dhabi": ("Абу-Даби", "Abu Dabi", "Абу Даби"),
    "AU Canberra": ("Канберра", "Kanbera", "Канбера"),
    "BR Brasília": ("Бразилиа", "Brazilija", "Бразилија"),
    "BR Brasilia": ("Бразилиа", "Brazilija", "Бразилија"),
    "CA Ottawa": ("Оттава", "Otava", "Отава"),
    "CH Bern": ("Берн", "Bern", "Берн"),
    "CN Beijing": ("Пекин", "Peking", "Пекинг"),
    "IN New Delhi": ("Нью-Дели", "Nju Delhi", "Њу Делхи"),
    "KZ Astana": ("Астана", "Astana", "Астана"),
    "MA Rabat": ("Рабат", "Rabat", "Рабат"),
    "NG Abuja": ("Абуджа", "Abudža", "Абуџа"),
    "NZ Wellington": ("Веллингтон", "Velington", "Велингтон"),
    "PK Islamabad": ("Исламабад", "Islamabad", "Исламабад"),
    "TR Ankara": ("Анкара", "Ankara", "Анкара"),
    "US Washington": ("Вашингтон", "Vašington", "Вашингтон"),
    "US Washington, D.C.": ("Вашингтон", "Vašington", "Вашингтон"),
    "US Washington D.C.": ("Вашингтон", "Vašington", "Вашингтон"),
    "VN Hanoi": ("Ханой", "Hanoj", "Ханој"),
    "XK Pristina": ("Приштина", "Priština", "Приштина"),
    "ZA Pretoria": ("Претория", "Pretorija", "Преторија"),
}


def cities(language):
    tree = json.loads((Path(folder) / f"main/{language}/timeZoneNames.json").read_text(encoding="utf-8"))
    found = {}

    def walk(node, path):
        if "exemplarCity" in node:
            found["/".join(path)] = node["exemplarCity"]
        for name, inner in node.items():
            if isinstance(inner, dict):
                walk(inner, [*path, name])

    walk(tree["main"][language]["dates"]["timeZoneNames"]["zone"], [])
    return found


of_zone = {}
for line in Path(zones).read_text(encoding="utf-8").splitlines():
    if not line.startswith("#"):
        code, _, zone = line.split("\t")[:3]
        of_zone[zone] = code
# CLDR keeps the old names of some zones.
of_zone |= {"Europe/Kiev": "UA", "Asia/Calcutta": "IN", "Asia/Katmandu": "NP", "Asia/Rangoon": "MM", "Asia/Saigon": "VN"}
capitals = set()
for line in (here / "countries.tsv").read_text(encoding="utf-8").splitlines():
    if line and not line.startswith("#"):
        code, _, capital = line.split("\t")[:3]
        capitals.add(f"{code} {capital}")
names = {tag: cities(tag) for tag in ["en", "ru", "sr-Latn", "sr"]}
rows = dict(OTHERS)
for zone, code in of_zone.items():
    english = {names["en"].get(zone), zone.split("/")[-1].replace("_", " ")} - {None}
    local = tuple(names[tag].get(zone) for tag in ["ru", "sr-Latn", "sr"])
    for name in english:
        if f"{code} {name}" in capitals and all(local):
            rows[f"{code} {name}"] = local
for tag, columns in [("ru", [0]), ("sr", [1, 2])]:
    head = (
        f"# Names of capitals by country code and English name. Made by data/make/capitals.py from Unicode CLDR {version} (Unicode licence),\n"
        "# npm cldr-dates-full; twenty by hand.\n"
    )
    lines = [key + "".join("\t" + row[i] for i in columns) + "\n" for key, row in sorted(rows.items())]
    (here / f"words/capitals.{tag}.tsv").write_text(head + "".join(lines), encoding="utf-8")
print(len(rows), "names; without one:", ", ".join(sorted(capitals - set(rows)))[:900])
