#!/usr/bin/env bash
# zod 4.6.7: an object whose key may hold anything at all.
#
# Guess:  z.unknown() accepts undefined, so { note: z.unknown() } accepts an object without `note`, as it did in zod 3.
# Seen:   the key has to be there. {} is refused with "expected nonoptional, received undefined", { note: undefined } is
#         accepted, and a transform that would supply a default is never asked. .optional() before the transform, or
#         z.preprocess, lets the missing key in.
# Why we care: a query or form in which a field may be missing answers "we could not understand this" for a valid address.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true,"type":"module"}' > package.json
npm install --silent --no-audit --no-fund zod@4.6.7
cat > try.mjs <<'JS'
import { z } from "zod";
const word = (value) => value ?? "none";
const shapes = {
  "unknown": z.unknown(),
  "unknown, transform": z.unknown().transform(word),
  "unknown, optional, transform": z.unknown().optional().transform(word),
  "preprocess": z.preprocess(word, z.string()),
};
for (const [name, note] of Object.entries(shapes)) {
  const verdict = (input) => (z.object({ note }).safeParse(input).success ? "accepted" : "refused");
  console.log(`${name}: missing ${verdict({})}, undefined ${verdict({ note: undefined })}`);
}
JS
node try.mjs | tee seen.txt
diff - seen.txt <<'SEEN'
unknown: missing refused, undefined accepted
unknown, transform: missing refused, undefined accepted
unknown, optional, transform: missing accepted, undefined accepted
preprocess: missing accepted, undefined accepted
SEEN
