#!/usr/bin/env python3
"""make_data.py VOCAB_FOLDER OUT: writes a data folder for the benchmark: a catalogue made of its vocabulary.

VOCAB_FOLDER holds the benchmark's vocab.py (needs, facets, languages). The schemas, messages and holidays are the
project's own, so that the programs run as shipped; the one source counts as `reviewed`, as the benchmark's facts are
taken at their word."""
import json, os, shutil, sys

vocabulary, out = sys.argv[1], sys.argv[2]
sys.path.insert(0, vocabulary)
import vocab  # noqa: E402

SHIPPED = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "data")
GROUPS = {"safety": "safety", "culture": "culture", "access": "access"}


def same(text):
    return {"en": text, "fr": text, "es": text}


def need(code, name):
    return {"id": code.replace("_", "-"), "parent": None, "phases": ["immediate"], "label": same(name),
            "synonyms": {tag: [f"no query says {i} {code}" for i in range(4)] for tag in ("en", "fr", "es")}}


def fact(code, name, group):
    group = GROUPS.get(group, "access")
    return {"id": code.replace("_", "-"), "group": group, "polarity": "protective", "ttl_days": 365, "visibility": "public",
            "standing": "attested" if group in ("safety", "identity") else "stated",
            "label": same(name), "yes": same(f"They say: {name}."), "no": same(f"They say: not {name}."),
            "question": same(f"{name}?"), "tell": same(name), "synonyms": {tag: [f"no query says {i} {code}" for i in range(4)] for tag in ("en", "fr", "es")},
            "leads": {side: {tag: [] for tag in ("en", "fr", "es")} for side in ("yes", "no")}, "detail": None, "replaced_by": None}


def language(tag, name):
    return {"tag": tag, "endonym": name, "names": {key: [name] for key in ("en", "fr", "es")}, "kind": "spoken",
            "indigenous": False, "right_to_left": False}


def write(path, value):
    path = os.path.join(out, path)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as f:
        json.dump(value, f, ensure_ascii=False, indent=1)


os.makedirs(out, exist_ok=True)
for folder in ("catalogue/schema", "messages", "gazetteer", "wording"):
    shutil.copytree(os.path.join(SHIPPED, folder), os.path.join(out, folder), dirs_exist_ok=True,
                    ignore=shutil.ignore_patterns("node_modules", "places.tsv"))
for file in ("holidays.json", "crisis_lines.json"):
    shutil.copy(os.path.join(SHIPPED, file), out)
write("catalogue/needs.json", {"needs": [need(c, n) for c, (n, _) in vocab.NEEDS.items()]})
write("catalogue/facts.json", {"facts": [fact(c, n, g) for c, (n, g, _, _) in vocab.FACETS.items()]})
write("catalogue/languages.json", {"languages": [language(c, n) for c, n, _ in vocab.LANGUAGES]})
# searchd's upkeep desk opens with a preset at least.
write("catalogue/presets.json", {"presets": [{"id": "bench", "label": same("Bench"), "needs": [next(iter(vocab.NEEDS)).replace("_", "-")],
      "wishes": [{"fact": next(iter(vocab.FACETS)).replace("_", "-"), "want": "yes", "strength": "required"}]}]})
write("sources.json", {"sources": [{
    "name": "bench", "priority": 1, "zone": "America/Toronto", "region": "CA-ON", "language": "en", "visibility": "public",
    "shelters": "public", "rule": {"default": "reviewed"}, "crosswalks": ["bench-needs", "bench-facts"]}]})
# A code may stand in two taxonomies ("harm_reduction"): a crosswalk for each.
write("crosswalk/needs.json", {"name": "bench-needs", "taxonomies": ["needs"], "terms":
      [{"code": c, "needs": [c.replace("_", "-")]} for c in vocab.NEEDS]})
write("crosswalk/facts.json", {"name": "bench-facts", "taxonomies": sorted({g for _, g, _, _ in vocab.FACETS.values()}), "terms":
      [{"code": c, "facts": [{"fact": c.replace("_", "-"), "value": "yes"}]} for c in vocab.FACETS]})
