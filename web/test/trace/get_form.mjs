/** The control: a page that does what ours must not. Its words go into the address, and its field is remembered. */
import { createServer } from 'node:http';

const page = `<!doctype html><title>Form</title><form><label>Words <input name="words" autocomplete="on"></label><button>Go</button></form>`;

export async function startGetForm() {
  const server = createServer((_, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html' });
    response.end(page);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}/`,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}
