#!/usr/bin/env bash
# @remix-run/router 1.23.4 and react-router 8.5.3: matchRoutes with one array of routes that does not change.
#
# Guess:  the first call flattens and ranks the routes, and later calls with the same array only try the patterns.
# Seen:   every call reads every route's path again (four times each, in both), so flattens and ranks all of them anew:
#         the cost of finding one address grows with the number of addresses, for every request and every link.
# Why we care: with 260 addresses a walk over the links of 2,500 pages spent half of its time here, until it kept the answers.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true,"type":"module"}' > package.json
npm install --silent --no-audit --no-fund --legacy-peer-deps @remix-run/router@1.23.4 react-router@8.5.3 react@19.2.0
cat > try.mjs <<'JS'
import { matchRoutes as ofRemix } from "@remix-run/router";
import { matchRoutes as ofReactRouter } from "react-router";
let reads = 0;
const routes = Array.from({ length: 300 }, (_, n) => ({
  id: `route-${n}`,
  get path() {
    reads += 1;
    return `section-${n}/:id`;
  },
}));
for (const [name, match] of Object.entries({ ofRemix, ofReactRouter })) {
  for (const call of ["first", "second", "third"]) {
    reads = 0;
    const [found] = match(routes, "/section-7/42");
    console.log(`${name}, ${call} call: ${found.route.id}, paths read: ${reads}`);
  }
}
JS
node try.mjs | tee seen.txt
diff - seen.txt <<'SEEN'
ofRemix, first call: route-7, paths read: 1200
ofRemix, second call: route-7, paths read: 1200
ofRemix, third call: route-7, paths read: 1200
ofReactRouter, first call: route-7, paths read: 1200
ofReactRouter, second call: route-7, paths read: 1200
ofReactRouter, third call: route-7, paths read: 1200
SEEN
