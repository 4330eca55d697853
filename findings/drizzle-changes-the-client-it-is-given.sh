#!/usr/bin/env bash
# drizzle-orm 0.45.4 with postgres 3.4.9 (postgres.js): one client for drizzle's queries and for queries of one's own.
#
# Guess:  drizzle(client) wraps the client and leaves it as it was, so client`select ${date}` goes on taking and giving Dates.
# Seen:   it replaces the client's own serializers and parsers of dates and timestamps. From that call on the client gives
#         timestamps as text, and hands a Date to the socket as it is: a query with one fails with ERR_INVALID_ARG_TYPE.
# Why we care: the same query works in a script that uses postgres.js alone and fails in the program that also has drizzle.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true,"type":"module"}' > package.json
npm install --silent --no-audit --no-fund --legacy-peer-deps drizzle-orm@0.45.4 postgres@3.4.9
cat > try.mjs <<'JS'
import postgres from "postgres";
import { drizzle } from "drizzle-orm/postgres-js";
// No connection is made: what a client does with values stands in its options.
const client = postgres("postgres://nobody@localhost:1/none");
const TIMESTAMPTZ = 1184;
const say = (when) => {
  const sent = client.options.serializers[TIMESTAMPTZ](new Date("2026-11-24T09:00:00Z"));
  const given = client.options.parsers[TIMESTAMPTZ]("2026-11-24 09:00:00+00");
  const kind = (value) => (value instanceof Date ? "a Date" : `a ${typeof value}`);
  console.log(`${when}: sends ${kind(sent)}, gives ${kind(given)}`);
};
say("before drizzle");
drizzle(client);
say("after drizzle");
JS
node try.mjs | tee seen.txt
diff - seen.txt <<'SEEN'
before drizzle: sends a string, gives a Date
after drizzle: sends a Date, gives a string
SEEN
