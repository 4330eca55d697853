#!/usr/bin/env bash
# react-dom 18.3.1: the bytes of a page that renderToPipeableStream writes.
#
# Guess:  they are the UTF-8 of what renderToString answers.
# Seen:   now and then zero bytes stand before a character of two or three bytes ("£", "–"). It writes through views of
#         2,048 bytes; where the next character does not fit into what is left of one, the view is sent whole, with the
#         bytes that nobody wrote. About one page in fourteen of a table of sums has some; browsers drop or show them, a
#         text search for "−£15,664.11" does not find it. 19.2.0 writes none.
# Why we care: Remix 2 is on React 18, and a page of money is full of pound signs.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true,"type":"module"}' > package.json
cat > try.mjs <<'JS'
import { Writable } from "node:stream";
import { createElement as h, version } from "react";
import { renderToPipeableStream } from "react-dom/server";
const render = (element) =>
  new Promise((resolve) => {
    const chunks = [];
    const into = new Writable({
      write: (chunk, _encoding, done) => (chunks.push(chunk), done()),
      final: (done) => (resolve(Buffer.concat(chunks)), done()),
    });
    const { pipe } = renderToPipeableStream(element, { onAllReady: () => pipe(into) });
  });
const rows = Array.from({ length: 60 }, (_, row) => h("tr", { key: row }, h("td", null, `£${row * 37}.00`), h("td", null, "–")));
let pages = 0;
for (let before = 0; before < 100; before += 1) {
  const page = await render(h("table", null, h("caption", null, "x".repeat(before)), h("tbody", null, rows)));
  if (page.includes(0)) pages += 1;
}
console.log(`react-dom ${version}: ${pages} of 100 pages hold a zero byte`);
JS
for version in 18.3.1 19.2.0; do
  npm install --silent --no-audit --no-fund "react@$version" "react-dom@$version"
  node try.mjs
done | tee seen.txt
diff - seen.txt <<'SEEN'
react-dom 18.3.1: 7 of 100 pages hold a zero byte
react-dom 19.2.0: 0 of 100 pages hold a zero byte
SEEN
