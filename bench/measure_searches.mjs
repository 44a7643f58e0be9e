// How long 200 searches take, one after the other: node bench/measure_searches.mjs http://127.0.0.1:8080
const words = ['bed tonight', 'food', 'lawyer', 'house youth', 'clinic', 'quiet room', 'diapers', 'women harbour', 'counseling', 'ride'];
const times = [];
for (let round = 0; round <= 20; round++) {
  for (const text of words) {
    const begun = performance.now();
    const answer = await fetch(`${process.argv[2]}/api/v1/search`, {
      method: 'POST', headers: {'content-type': 'application/json'}, body: JSON.stringify({text, limit: 20})});
    await answer.text();
    if (answer.status !== 200) throw new Error(`answered with ${answer.status}`);
    if (round > 0) times.push(performance.now() - begun);  // The first round warms up.
  }
}
times.sort((a, b) => a - b);
console.log(`${times.length} searches: median ${times[times.length / 2].toFixed(1)} ms, 95 of 100 below ${times[times.length * 0.95].toFixed(1)} ms`);
