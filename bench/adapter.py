"""Adapter of searchd for the benchmark: a query of its own form becomes a search request; results of class `meets` are hits."""
import json


def request(q):
    body = {"limit": q["limit"]}
    if q["text"]:
        body["text"] = q["text"]
    if q["needs"]:
        body["needs"] = [n.replace("_", "-") for n in q["needs"]]
    if q["near"]:
        body["near"], body["within_km"] = q["near"], q["within_km"]
        if not q["text"]:
            body["order"] = "nearest"
    if q["languages"]:
        body["languages"] = [{"code": c, "strength": "required"} for c in q["languages"]]
    if q["open_at"]:
        body["when"] = {"at": q["open_at"]}
    if q["require"]:
        body["constraints"] = [{"fact": f.replace("_", "-")} for f in q["require"]]
    if q["avoid"]:
        body["avoid"] = {"areas": q["avoid"]}
    return "POST", "/api/v1/search", "application/json", json.dumps(body, ensure_ascii=False)


def hits(answer):
    return [(r["service_id"], r["name"], r["distance_km"]) for r in json.loads(answer)["results"] if r["class"] == "meets"]
