#!/usr/bin/env bash
# csv-parse 7.0.3: which line of a file a record stands on, when a quoted cell holds a line break.
#
# Guess:  with { info: true }, info.lines is the line on which the record begins, as an editor numbers it.
# Seen:   it is the line on which the record ends, and a CRLF inside quotes counts as two lines. In a file that Excel wrote
#         (CRLF throughout) every address cell with a break moves all later numbers by one more than an editor shows; the
#         same file with LF counts right.
# Why we care: "row 4,711 of your file has no code" has to name the row that the person sees. Count the breaks yourself.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true,"type":"module"}' > package.json
npm install --silent --no-audit --no-fund csv-parse@7.0.3
cat > try.mjs <<'JS'
import { parse } from "csv-parse/sync";
const table = ["code,address", 'A81001,"The Dens\nWalker Road"', 'A81002,"1 High Street"', 'A81003,"2\nLow\nStreet"', "A81004,none"];
const begins = [1, 2, 4, 5, 8];
for (const [name, end] of [["LF", "\n"], ["CRLF", "\r\n"]]) {
  const text = table.join("\n").replaceAll("\n", end) + end;
  const said = parse(text, { info: true }).map(({ info }) => info.lines);
  console.log(`${name}: begin on ${begins}, said ${said}`);
}
JS
node try.mjs | tee seen.txt
diff - seen.txt <<'SEEN'
LF: begin on 1,2,4,5,8, said 1,3,4,7,8
CRLF: begin on 1,2,4,5,8, said 1,4,5,10,11
SEEN
