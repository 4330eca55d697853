#!/usr/bin/env bash
# @remix-run/node 2.17.5: a long download to a slow reader.
#
# Guess:  writeReadableStreamToWritable, which carries every Response of Remix into Node's response, reads on only when
#         the stream below has room, as stream.pipeline does: a reader that stops costs about one high-water mark.
# Seen:   it never looks at what write() answers. 500 chunks of 64 KB are read to the end at once while the stream takes
#         one each 5 milliseconds; all 32 MB wait in memory. stream.pipeline holds less than 1 MB with the same two streams.
# Why we care: a few slow downloads of a long list fill a server's memory; a route that streams has to wait by itself.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true,"type":"module"}' > package.json
npm install --silent --no-audit --no-fund @remix-run/node@2.17.5
cat > try.mjs <<'JS'
import { Readable, Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { writeReadableStreamToWritable } from "@remix-run/node";

const CHUNK = 65_536;
const CHUNKS = 500;

/** A source that makes a chunk only when it is asked for one. */
function source() {
  let made = 0;
  const pull = (controller) => (made++ === CHUNKS ? controller.close() : controller.enqueue(new Uint8Array(CHUNK)));
  return new ReadableStream({ pull }, { highWaterMark: 0 });
}

/** A slow reader, and the most that ever waited in it. */
function slowReader() {
  const reader = new Writable({ highWaterMark: CHUNK, write: (_chunk, _encoding, done) => setTimeout(done, 5) });
  const write = reader.write.bind(reader);
  reader.most = 0;
  reader.write = (...args) => {
    const hasRoom = write(...args);
    reader.most = Math.max(reader.most, reader.writableLength);
    return hasRoom;
  };
  return reader;
}

const say = (name, { most }) => console.log(`${name}: ${most > (CHUNKS / 2) * CHUNK ? "most of it waits in memory" : most < 1e6 ? "less than 1 MB waits" : `${most} bytes wait`}`);
const byRemix = slowReader();
await writeReadableStreamToWritable(source(), byRemix);
say("writeReadableStreamToWritable", byRemix);
const byPipeline = slowReader();
await pipeline(Readable.fromWeb(source()), byPipeline);
say("stream.pipeline", byPipeline);
process.exit(0);
JS
node try.mjs | tee seen.txt
diff - seen.txt <<'SEEN'
writeReadableStreamToWritable: most of it waits in memory
stream.pipeline: less than 1 MB waits
SEEN
