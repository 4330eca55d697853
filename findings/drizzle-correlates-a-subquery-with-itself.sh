#!/usr/bin/env bash
# drizzle-orm 0.45.4 on PostgreSQL (@electric-sql/pglite 0.3.14): whom a hand-written subquery means by a column of the outer table.
#
# Guess:  an `sql` fragment with a column in it is the same SQL wherever it stands, so a correlated subquery that is right in
#         one query is right in all.
# Seen:   among the selected fields of a query over one table Drizzle leaves the table's name out, and PostgreSQL gives a bare
#         column to the innermost table that has one of that name: the condition compares the inner column with itself and is
#         true of every row. The same fragment in a WHERE, or beside a join, keeps the name and is right.
# Why we care: a sum for one organisation counted for all of them, without an error. `db/qualified.ts` names the table.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true,"type":"module"}' > package.json
npm install --silent --no-audit --no-fund drizzle-orm@0.45.4 @electric-sql/pglite@0.3.14
cat > try.mjs <<'JS'
import { PGlite } from "@electric-sql/pglite";
import { eq, sql } from "drizzle-orm";
import { integer, pgTable, text } from "drizzle-orm/pg-core";
import { drizzle } from "drizzle-orm/pglite";
const client = new PGlite();
await client.exec(`create table ward (code text, beds integer); create table stay (code text, nights integer);
  insert into ward values ('A', 10), ('B', 20); insert into stay values ('A', 3), ('A', 4)`);
const db = drizzle(client);
const ward = pgTable("ward", { code: text("code"), beds: integer("beds") });
const stay = pgTable("stay", { code: text("code"), nights: integer("nights") });
const nights = sql`(select coalesce(sum(inside.nights), 0)::int from stay inside where inside.code = ${ward.code})`;
const show = async (name, query) => console.log(`${name}: ${JSON.stringify(await query.orderBy(ward.code))}`);
await show("selected, one table", db.select({ code: ward.code, nights }).from(ward));
await show("selected, with a join", db.select({ code: ward.code, nights }).from(ward).leftJoin(stay, eq(stay.code, sql`'none'`)));
await show("in the where", db.select({ code: ward.code }).from(ward).where(sql`${nights} > 0`));
JS
node try.mjs | tee seen.txt
diff - seen.txt <<'SEEN'
selected, one table: [{"code":"A","nights":7},{"code":"B","nights":7}]
selected, with a join: [{"code":"A","nights":7},{"code":"B","nights":0}]
in the where: [{"code":"A"}]
SEEN
