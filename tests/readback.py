#!/usr/bin/env python3
"""Reads every export with libraries that are not ours, and compares it with the records.

usage: readback.py FOLDER CORPUS      after: entente export all CORPUS --output FOLDER

Called by `cargo xtask test`, which puts the libraries into target/tools/python. Every check counts or
compares values against records.json, which is written by serde_json and tested by itself. The last
step spoils each export and sees that the checks notice.
"""

import csv
import io
import itertools
import json
import pathlib
import re
import sys
import xml.etree.ElementTree as ElementTree

import duckdb
import networkx
import pyld.jsonld
import shapely.geometry
from followthemoney import model
from followthemoney.exc import InvalidData


class Wrong(Exception):
    """An export does not say what the records say."""


def same(what, got, expect):
    if got != expect:
        raise Wrong(f"{what}: {got!r} is not {expect!r}")


def rows(text):
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def lines(text):
    return [json.loads(line) for line in text.splitlines()]


def day(text):
    return text if re.fullmatch(r"\d{4}-\d\d-\d\d", text) else None


class Corpus:
    """The records, and how they are counted."""

    def __init__(self, records, texts):
        self.__dict__.update(records)
        self.texts = texts
        self.by_key = {e["id"]: e for e in self.entities}
        self.titles = {d["id"]: d for d in self.documents}
        self.evidence = [(e, v) for e in self.events for v in e["evidence"]]

    def words(self, at):
        return self.texts[at["document"]][at["start"] : at["end"]]

    def names(self, keys):
        return [self.by_key[key]["name"] for key in keys]

    def ties(self):
        """The rule of the network: who stands in one event; of a crowd, with the first of each side."""
        nodes, pairs = set(), {}
        kinds = {"Person", "Country", "PublicBody", "Organization", "Company", "Equipment"}
        order = {key: i for i, key in enumerate(self.by_key)}
        for event in self.events:
            sides = [
                sorted({k for k in event[side] if self.by_key[k]["schema"] in kinds}, key=order.get)
                for side in ("actors", "recipients", "instruments")
            ]
            everyone = sorted(set().union(*sides), key=order.get)
            nodes.update(everyone)
            if len(everyone) <= 8:
                tied = itertools.combinations(everyone, 2)
            else:
                tied = ((side[0], other) for side in sides if side for other in everyone if other != side[0])
            for a, b in {tuple(sorted(pair)) for pair in tied}:
                pairs.setdefault((a, b), []).append(event)
        return nodes, pairs


def plain(text):
    return " ".join(text.split())


def unguarded(text):
    """What stood in a cell before the guard against formulas."""
    return text[1:] if re.match("'[=+\\-@\t\r＝＋－＠]", text) else text


def events_csv(corpus, text):
    table = rows(text)
    same("rows", [r["key"] for r in table], [e["id"] for e in corpus.events])
    for row, event in zip(table, corpus.events):
        first = event["evidence"][0]
        same("type", (row["type"], row["status"], row["cameo"]), (event["type"], event["status"], event["cameo"]))
        same("date", row["date"], event["date"] or "")
        same("actors", row["actors"], "; ".join(corpus.names(event["actors"])))
        same("keys", row["recipient_keys"], "; ".join(event["recipients"]))
        same("sentence", unguarded(row["sentence"]), plain(corpus.words(first)))
        same("span", (row["document"], int(row["start"]), int(row["end"])), (first["document"], first["start"], first["end"]))
        same("more", len([m for m in row["more_evidence"].split("; ") if m]), len(event["evidence"]) - 1)
        if not re.search(r"#/overview\?read=.+:\d+-\d+:[0-9a-f]{10}$", row["link"]):
            raise Wrong(f"link: {row['link']}")
        if event["date"] and not (day(row["earliest"]) or day(row["latest"])):
            raise Wrong(f"no bounds of {event['date']}")


def entities_csv(corpus, text):
    table = rows(text)
    same("rows", [r["key"] for r in table], [e["id"] for e in corpus.entities])
    for row, entity in zip(table, corpus.entities):
        same("name", (unguarded(row["name"]), row["schema"]), (entity["name"], entity["schema"]))
        same("place", [float(row[c]) for c in ("longitude", "latitude") if row[c]], entity.get("coordinates", []))
        same("mentions", int(row["mentions"]), len([m for m in corpus.mentions if m["entity"] == entity["id"]]))


def statements_csv(corpus, text):
    table = rows(text)
    same("rows", len(table), len(corpus.statements))
    for row, statement in zip(table, corpus.statements):
        same("words", unguarded(row["words"]), plain(corpus.words(statement)))
        same("speaker", row["speaker_key"], statement["speaker"] or "")


def transfers_csv(corpus, text):
    table = rows(text)
    same("rows", len(table), len(corpus.transfers))
    for row, transfer in zip(table, corpus.transfers):
        sides = [transfer["supplier"], transfer["recipient"]]
        same("sides", [row["supplier"], row["recipient"]], [corpus.by_key[s]["name"] if s else "" for s in sides])
        same("dates", [row["order_date"], row["delivery_date"]], [transfer["order"] or "", transfer["delivery"] or ""])
        same("told", row["events"], "; ".join(transfer["events"]))
        if transfer["delivery"] and transfer["delivery"][:4] not in row["years_of_delivery"]:
            raise Wrong(f"years of delivery: {row['years_of_delivery']}")
        if transfer["ordered"] and format(transfer["ordered"]["value"], "g") != row["number_ordered"].strip("()"):
            raise Wrong(f"number ordered: {row['number_ordered']}")


def geojson(corpus, text):
    features = json.loads(text)["features"]
    same("features", [f["id"] for f in features], [e["id"] for e in corpus.events])
    shapes = 0
    for feature, event in zip(features, corpus.events):
        place = corpus.by_key[event["place"]] if event["place"] else {}
        if feature["geometry"]:
            shape = shapely.geometry.shape(feature["geometry"])
            if not shape.is_valid or shape.is_empty:
                raise Wrong(f"{feature['geometry']} is no geometry")
            west, south, east, north = shape.bounds
            if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
                raise Wrong(f"{shape.bounds} is not on the Earth")
            shapes += 1
        if "coordinates" in place:
            same("point", [shape.x, shape.y], place["coordinates"])
            same("precision", abs(feature["properties"]["precision_km"] - place["radius_km"]) < 0.01, True)
        same("status", feature["properties"]["status"], event["status"])
        same("instruments", len(feature["properties"]["instruments"] or []), len(event["instruments"]))
        same("empty lists, which GDAL takes for JSON", [k for k, v in feature["properties"].items() if v == []], [])
        when = feature.get("when", {})
        same("edtf", when.get("edtf"), event["date"])
        if event["date"]:
            sure = "uncertain" if set(event["date"]) & set("?%") else "approximate" if "~" in event["date"] else "certain"
            same("certainty", when["certainty"], sure)
            span = [when[b] for b in ("start", "end") if b in when]
            if not span or not all(map(day, span)) or span != sorted(span):
                raise Wrong(f"when: {when}")
    same("some have a geometry", shapes > len(corpus.events) // 3, True)


def ftm_id(key):
    key = re.sub(r"[^0-9a-zA-Z\-:]", lambda m: f"..{ord(m[0])}", key).replace(":", ".")
    return key


def ftm(corpus, text):
    proxies, kinds = {}, {}
    for data in lines(text):
        proxy = model.get_proxy(json.loads(json.dumps(data)), cleaned=False)
        kept = {k: sorted(v) for k, v in proxy.to_dict()["properties"].items()}
        same(f"what FollowTheMoney keeps of {data['id']}", kept, {k: sorted(v) for k, v in data["properties"].items()})
        proxy.schema.validate(data)
        same("once", data["id"] in proxies, False)
        proxies[data["id"]] = proxy
        kinds[proxy.schema.name] = kinds.get(proxy.schema.name, 0) + 1
    for proxy in proxies.values():
        for prop in proxy.iterprops():
            for value in proxy.get(prop) if prop.type.name == "entity" else []:
                same(f"{prop.name} of {proxy.id} is there", value in proxies, True)
                same(f"range of {prop.name} of {proxy.id}", proxies[value].schema.is_a(prop.range), True)
    linked = {}
    for proxy in proxies.values():
        if proxy.schema.name == "UnknownLink":
            linked.setdefault(proxy.first("subject"), set()).add(proxy.first("object"))
    named = len([e for e in corpus.entities if e["schema"] == "Event"])
    same("articles", kinds["Article"], len(corpus.documents))
    same("events", kinds["Event"], len(corpus.events) + named)
    same("people", kinds["Person"], len([e for e in corpus.entities if e["schema"] == "Person"]))
    same("states and bodies", kinds["PublicBody"], len([e for e in corpus.entities if e["schema"] in ("Country", "PublicBody")]))
    named = len({(m["document"], m["entity"]) for m in corpus.mentions})
    same("mentions", kinds["Mention"] + kinds["Documentation"], named)
    same("offices", kinds["Occupancy"], len(corpus.offices))
    for event in corpus.events:
        proxy = proxies[ftm_id(event["id"])]
        parties = {ftm_id(k) for k in event["actors"] + event["recipients"] + event["instruments"]}
        same("involved and linked", set(proxy.get("involved")) | linked.get(proxy.id, set()), parties)
        same("told", sorted(proxy.get("summary")), sorted({plain(corpus.words(v)) for v in event["evidence"]}))


def ftm_evidence(corpus, text):
    all_lines = lines(text)
    told = [l for l in all_lines if l["kind"] == "evidence"]
    same("evidence", [(l["entity"], l["start"], l["end"], l["status"]) for l in told],
         [(ftm_id(e["id"]), v["start"], v["end"], v["status"]) for e, v in corpus.evidence])
    said = [l for l in all_lines if l["kind"] == "statement"]
    same("statements", [(l["start"], l["end"]) for l in said], [(s["start"], s["end"]) for s in corpus.statements])
    for line in all_lines:
        same("words", line["words"], corpus.words(line))


def network(corpus, graph, label):
    nodes, pairs = corpus.ties()
    same("nodes", set(graph.nodes), nodes)
    same("ties", {tuple(sorted(edge)) for edge in graph.edges()}, set(pairs))
    for key, data in graph.nodes(data=True):
        same("name", data["label"], corpus.by_key[key]["name"])
        same("schema", data["schema"], corpus.by_key[key]["schema"])
    for a, b, data in graph.edges(data=True):
        events = pairs[tuple(sorted((a, b)))]
        same("events", int(data["events"]), len(events))
        same("types", data["types"].split(), sorted({e["type"] for e in events}))
        if label:
            dated = {e["date"] for e in events if e["date"]}
            same("spells", bool(data.get("spells")), bool(dated))
            for start, end in data.get("spells", []):
                same("a spell is of days", [d for d in (start, end) if d and not day(d)], [])


def gexf(corpus, text):
    root = ElementTree.fromstring(text)
    same("version", (root.tag, root.get("version")), ("{http://gexf.net/1.3}gexf", "1.3"))
    same("mode", root.find("{http://gexf.net/1.3}graph").get("mode"), "dynamic")
    # networkx reads up to 1.2, which differs in nothing that we write but its name.
    older = text.replace("http://gexf.net/1.3", "http://www.gexf.net/1.2draft").replace('version="1.3"', 'version="1.2"')
    network(corpus, networkx.read_gexf(io.BytesIO(older.encode())), True)


def graphml(corpus, text):
    network(corpus, networkx.parse_graphml(text), False)


def offline(url, options):
    contexts = {"http://www.w3.org/ns/anno.jsonld": ANNO}
    if url not in contexts:
        raise Wrong(f"{url} would have to be fetched")
    return {"contextUrl": None, "documentUrl": url, "document": {"@context": contexts[url]}}


# Of the W3C's context, what we use. https://www.w3.org/ns/anno.jsonld
OA, AS = "http://www.w3.org/ns/oa#", "http://www.w3.org/ns/activitystreams#"
ANNO = {
    "oa": OA, "as": AS, "dcterms": "http://purl.org/dc/terms/", "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/", "xsd": "http://www.w3.org/2001/XMLSchema#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "id": {"@type": "@id", "@id": "@id"}, "type": {"@type": "@id", "@id": "@type"},
    "Annotation": "oa:Annotation", "TextualBody": "oa:TextualBody", "Text": "http://purl.org/dc/dcmitype/Text",
    "TextQuoteSelector": "oa:TextQuoteSelector", "TextPositionSelector": "oa:TextPositionSelector",
    "AnnotationCollection": "as:OrderedCollection", "AnnotationPage": "as:OrderedCollectionPage",
    "describing": "oa:describing", "tagging": "oa:tagging", "identifying": "oa:identifying",
    "body": {"@type": "@id", "@id": "oa:hasBody"}, "target": {"@type": "@id", "@id": "oa:hasTarget"},
    "source": {"@type": "@id", "@id": "oa:hasSource"}, "selector": {"@type": "@id", "@id": "oa:hasSelector"},
    "motivation": {"@type": "@vocab", "@id": "oa:motivatedBy"}, "purpose": {"@type": "@vocab", "@id": "oa:hasPurpose"},
    "exact": "oa:exact", "prefix": "oa:prefix", "suffix": "oa:suffix",
    "start": {"@type": "xsd:nonNegativeInteger", "@id": "oa:start"},
    "end": {"@type": "xsd:nonNegativeInteger", "@id": "oa:end"},
    "value": "rdf:value", "language": "dc:language", "label": "rdfs:label",
    "first": {"@type": "@id", "@id": "as:first"}, "total": {"@type": "xsd:nonNegativeInteger", "@id": "as:totalItems"},
    "startIndex": {"@type": "xsd:nonNegativeInteger", "@id": "as:startIndex"},
    "items": {"@type": "@id", "@id": "as:items", "@container": "@list"},
}


def flat(text):
    options = {"documentLoader": offline}
    return pyld.jsonld.flatten(json.loads(text), None, options)


def of_type(nodes, kind):
    return [n for n in nodes if kind in n.get("@type", [])]


def selected(corpus, nodes, selectors, document):
    by_id = {n["@id"]: n for n in nodes}
    one = {by_id[s["@id"]]["@type"][0]: by_id[s["@id"]] for s in selectors}
    quote, position = one[OA + "TextQuoteSelector"], one[OA + "TextPositionSelector"]
    start, end = (int(position[OA + edge][0]["@value"]) for edge in ("start", "end"))
    text = corpus.texts[document]
    exact = quote[OA + "exact"][0]["@value"]
    same("exact", exact, text[start:end])
    for side, found in (("prefix", text[max(0, start - 32) : start]), ("suffix", text[end : end + 32])):
        same(side, quote.get(OA + side, [{"@value": ""}])[0]["@value"], found)
    return start, end


def document_of(corpus, iri):
    for key in corpus.titles:
        if iri == f"urn:entente:document:{key}" or iri.endswith(f"#/overview?read={key}"):
            return key
    raise Wrong(f"{iri} is no report")


def jsonld(corpus, text):
    nodes = flat(text)
    schema = "https://schema.org/"
    articles = of_type(nodes, schema + "NewsArticle")
    same("articles", {document_of(corpus, a["@id"]) for a in articles}, set(corpus.titles))
    for article in articles:
        about = corpus.titles[document_of(corpus, article["@id"])]
        same("headline", article[schema + "headline"][0]["@value"], plain(about["title"]))
        same("a digest says of what", schema + "isBasedOn" in article, "after" in about)
    same("no reviews", of_type(nodes, schema + "ClaimReview"), [])
    claims = of_type(nodes, schema + "Claim")
    about = [c for c in claims if schema + "about" in c]
    same("claims", (len(about), len(claims)), (len(corpus.evidence), len(corpus.evidence) + len(corpus.statements)))
    spans = set()
    for claim in claims:
        document = document_of(corpus, claim[schema + "appearance"][0]["@id"])
        start, end = selected(corpus, nodes, claim[OA + "hasSelector"], document)
        same("text", claim[schema + "text"][0]["@value"], plain(corpus.texts[document][start:end]))
        spans.add((document, start, end))
    expect = [v for _, v in corpus.evidence] + corpus.statements
    same("spans", spans, {(v["document"], v["start"], v["end"]) for v in expect})
    same("events", len(of_type(nodes, schema + "Event")), len(corpus.events) + len([e for e in corpus.entities if e["schema"] == "Event"]))
    ids = {n["@id"] for n in nodes if "@type" in n}
    for claim in about:
        same("its event is there", claim[schema + "about"][0]["@id"] in ids, True)


def annotations(corpus, text):
    nodes = flat(text)
    notes = of_type(nodes, OA + "Annotation")
    collection = of_type(nodes, AS + "OrderedCollection")[0]
    same("total", int(collection[AS + "totalItems"][0]["@value"]), len(notes))
    same("annotations", len(notes), len(corpus.evidence) + len(corpus.statements))
    by_id = {n["@id"]: n for n in nodes}
    spans = []
    for note in notes:
        target = by_id[note[OA + "hasTarget"][0]["@id"]]
        document = document_of(corpus, target[OA + "hasSource"][0]["@id"])
        spans.append((document, *selected(corpus, nodes, target[OA + "hasSelector"], document)))
    expect = [v for _, v in corpus.evidence] + corpus.statements
    same("spans", sorted(spans), sorted((v["document"], v["start"], v["end"]) for v in expect))


def parquet(corpus, folder):
    def table(name, order):
        return duckdb.sql(f"select * from read_parquet('{folder / name}')").fetchall(), duckdb.sql(
            f"select {order} from read_parquet('{folder / name}')").fetchall()

    _, events = table("events.parquet", "key, date, actors, start, longitude, more_evidence")
    same("events", [e[:4] for e in events], [
        (e["id"], e["date"], corpus.names(e["actors"]), e["evidence"][0]["start"]) for e in corpus.events])
    same("more", [len(e[5]) for e in events], [len(e["evidence"]) - 1 for e in corpus.events])
    points = [(corpus.by_key[e["place"]].get("coordinates", [None])[0] if e["place"] else None) for e in corpus.events]
    same("longitudes", [e[4] for e in events], points)
    _, mentions = table("mentions.parquet", "entity, document, start, \"end\", form")
    same("mentions", sorted(mentions), sorted((m["entity"], m["document"], m["start"], m["end"], m["form"]) for m in corpus.mentions))
    _, entities = table("entities.parquet", "key, name, schema, aliases, countries")
    same("entities", entities, [(e["id"], e["name"], e["schema"], e["aliases"], e["countries"]) for e in corpus.entities])


CHECKS = {
    "events.csv": events_csv,
    "entities.csv": entities_csv,
    "statements.csv": statements_csv,
    "transfers.csv": transfers_csv,
    "events.geojson": geojson,
    "entities.ftm.json": ftm,
    "evidence.ftm.jsonl": ftm_evidence,
    "network.gexf": gexf,
    "network.graphml": graphml,
    "reports.jsonld": jsonld,
    "annotations.jsonld": annotations,
}


def spoilt(name, text):
    """Each number after the middle one higher, or else each name another: something must not fit."""
    middle = len(text) // 2
    return text[:middle] + re.sub(r"\d+", lambda m: str(int(m[0]) + 1), text[middle:])


def main():
    folder, texts = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    records = json.loads((folder / "records.json").read_text(encoding="utf-8"))
    whole = {d["id"]: d["text"] if "text" in d else (texts / d["id"]).read_bytes().decode("utf-8") for d in records["documents"]}
    corpus = Corpus(records, whole)
    for name, check in CHECKS.items():
        text = (folder / name).read_bytes().decode("utf-8")
        try:
            check(corpus, text)
        except InvalidData as wrong:
            sys.exit(f"{name}: {wrong.errors}")
        except Wrong as wrong:
            sys.exit(f"{name}: {wrong}")
        try:
            check(corpus, spoilt(name, text))
        except Exception:
            continue
        sys.exit(f"{name}: a spoilt file is not noticed")
    if (folder / "events.parquet").exists():
        parquet(corpus, folder)
    print(f"{len(list(folder.iterdir()))} files read back: {len(corpus.events)} events, {len(corpus.entities)} entities")


main()
