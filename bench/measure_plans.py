#!/usr/bin/env python3
"""measure_plans.py PORT DATA QUERIES [--count N] [--reach KM] [--pid PID]: times POST /api/v1/plan of a running searchd.

DATA is the folder that make_data.py wrote, QUERIES the benchmark's queries.jsonl (its places are where plans start).
Four random needs each; half with a constraint, a quarter with children along, an eighth with "tonight". The same
requests at every run. With PID the processor time of searchd is told too: it is what compares on a busy machine."""
import argparse, http.client, json, random, time

arguments = argparse.ArgumentParser()
arguments.add_argument("port", type=int)
arguments.add_argument("data")
arguments.add_argument("queries")
arguments.add_argument("--count", type=int, default=100)
arguments.add_argument("--reach", type=float)
arguments.add_argument("--pid", type=int)
asked = arguments.parse_args()


def ids(name):
    with open(f"{asked.data}/catalogue/{name}.json", encoding="utf-8") as f:
        return [entry["id"] for entry in json.load(f)[name]]


def processor_ms():
    if not asked.pid:
        return 0
    with open(f"/proc/{asked.pid}/stat", encoding="utf-8") as f:
        fields = f.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) * 10


def request(number):
    out = {"needs": random.sample(needs, 4), "near": random.choice(places), "language": "en",
           "start": {"at": time.strftime("%Y-%m-%d") + f"T{random.randint(8, 20):02}:10"}}
    if asked.reach:
        out["within_km"] = asked.reach
    if number % 2:
        out["constraints"] = [{"fact": random.choice(facts), "want": "yes"}]
    if number % 4 == 0:
        out["participant"] = {"children": 1}
    if number % 8 == 0:
        out["tonight"] = True
    return out


def line(name, values):
    values.sort()
    middle, late = values[len(values) // 2], values[int(len(values) * 0.95)]
    print(f"{name}: p50 {middle:.0f} ms, p95 {late:.0f} ms, most {values[-1]:.0f} ms")


random.seed(5)
needs, facts = ids("needs"), ids("facts")
with open(asked.queries, encoding="utf-8") as f:
    places = [query["near"] for query in map(json.loads, f) if query["near"]]
connection = http.client.HTTPConnection("127.0.0.1", asked.port)
walls, processor, incomplete, uncovered = [], [], 0, 0
for number in range(asked.count):
    body = json.dumps(request(number))
    used, start = processor_ms(), time.monotonic()
    connection.request("POST", "/api/v1/plan", body, {"Content-Type": "application/json"})
    response = connection.getresponse()
    answer = json.loads(response.read())
    walls.append((time.monotonic() - start) * 1000)
    processor.append(processor_ms() - used)
    if response.status != 200:
        raise SystemExit(f"{response.status}: {answer}")
    incomplete += not answer["complete"]
    uncovered += len(answer["plans"][0]["uncovered"])
line("answered in", walls)
if asked.pid:
    line("processor", processor)
print(f"{asked.count} plans, {incomplete} not complete, {uncovered} needs uncovered")
