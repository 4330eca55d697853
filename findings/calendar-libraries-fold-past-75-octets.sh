#!/usr/bin/env bash
# ics 3.12.0, ical.js 2.2.1, ical-generator 10.2.0: how long a line of a calendar file they write may get.
#
# Guess:  all three fold where RFC 5545 (3.1) says, so that no line is longer than 75 octets.
# Seen:   only ical-generator does. ics counts characters, so that a title of dashes or accented letters makes lines of up
#         to three times the length. ical.js counts octets and leaves the space that begins a continued line out of the
#         count: 76.
# Why we care: organisations have names like "Ysbyty Gwynedd – Uned Frys", and a strict reader may refuse the file.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true,"type":"module"}' > package.json
npm install --silent --no-audit --no-fund ics@3.12.0 ical.js@2.2.1 ical-generator@10.2.0
cat > try.mjs <<'JS'
import ical from "ical-generator";
import ICAL from "ical.js";
import * as ics from "ics";
const longest = (text) => Math.max(...text.split("\r\n").map((line) => Buffer.byteLength(line)));
const titles = { "x (1 octet)": "x".repeat(300), "é (2 octets)": "é".repeat(300), "– (3 octets)": "–".repeat(300) };
for (const [name, title] of Object.entries(titles)) {
  const calendar = ical();
  calendar.createEvent({ start: new Date("2027-03-31T00:00:00Z"), allDay: true, summary: title });
  const component = new ICAL.Component("vevent");
  component.addPropertyWithValue("summary", title);
  const { value } = ics.createEvent({ start: [2027, 3, 31], duration: { days: 1 }, title });
  console.log(`${name}: ics ${longest(value)}, ical.js ${longest(component.toString())}, ical-generator ${longest(calendar.toString())}`);
}
JS
node try.mjs | tee seen.txt
diff - seen.txt <<'SEEN'
x (1 octet): ics 75, ical.js 76, ical-generator 75
é (2 octets): ics 149, ical.js 75, ical-generator 75
– (3 octets): ics 223, ical.js 76, ical-generator 74
SEEN
