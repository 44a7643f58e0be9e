#!/usr/bin/env python3
"""measure_hsds.py PORT PID: how fast a running searchd answers /hsds, and what memory that takes.

Pages of 200 at random places of the list, in list form and in full, one after another on one connection; then the whole
list as NDJSON in both forms, with the most memory of the process before and during it."""
import http.client, random, sys, time

port, pid = int(sys.argv[1]), int(sys.argv[2])
PAGES, PER_PAGE = 100, 200
connection = http.client.HTTPConnection("127.0.0.1", port, timeout=600)


def get(path):
    connection.request("GET", "/hsds" + path)
    answer = connection.getresponse()
    body = answer.read()
    if answer.status != 200:
        raise SystemExit(f"{path}: {answer.status} {body[:200]!r}")
    return body


def memory_mb(what):
    for line in open(f"/proc/{pid}/status"):
        if line.startswith(what + ":"):
            return int(line.split()[1]) / 1024


def wait_until_read():
    begun = time.monotonic()
    while True:
        connection.request("GET", "/hsds/services?per_page=1")
        answer = connection.getresponse()
        body = answer.read()
        if answer.status == 200:
            return time.monotonic() - begun, body
        time.sleep(0.2)


def pages(query, total):
    random.seed(7)
    took, used = [], []
    for _ in range(PAGES):
        page = random.randint(1, max(1, total // PER_PAGE))
        ticks, begun = processor(), time.perf_counter()
        get(f"/services?per_page={PER_PAGE}&page={page}{query}")
        took.append((time.perf_counter() - begun) * 1000)
        used.append((processor() - ticks) * 1000)
    took.sort()
    print(f"pages of {PER_PAGE}{query or ', list form'}: p50 {took[PAGES // 2]:.0f} ms, p95 {took[PAGES * 95 // 100]:.0f} ms, "
          f"processor {sum(used) / PAGES:.0f} ms each", flush=True)


def processor():
    """Seconds of processor time that the process has used."""
    fields = open(f"/proc/{pid}/stat").read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / 100


def stream(query):
    before = memory_mb("VmRSS")
    used, begun, lines, most, size = processor(), time.perf_counter(), 0, 0.0, 0
    connection.request("GET", "/hsds/services?format=ndjson" + query)
    answer = connection.getresponse()
    while chunk := answer.read(1 << 20):
        lines += chunk.count(b"\n")
        size += len(chunk)
        most = max(most, memory_mb("VmRSS"))
    took, used = time.perf_counter() - begun, processor() - used
    print(f"ndjson{query or ', list form'}: {lines} lines, {size / 1e6:.0f} MB, {lines / took:.0f} a second ({lines / max(used, 0.01):.0f} a second of processor), "
          f"memory {before:.0f} MB before, at most {most:.0f} MB", flush=True)


waited, body = wait_until_read()
total = int(body.split(b'"total_items":')[1].split(b",")[0])
print(f"{total} services, read in {waited:.1f} s, memory {memory_mb('VmRSS'):.0f} MB", flush=True)
for form in ("", "&full=true"):
    pages(form, total)
for form in ("", "&full=true"):
    stream(form)
