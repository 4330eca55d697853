import { createHmac, randomUUID } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import postgres from "postgres";
import { TEST_SECRET, type RunningApp } from "./app";

/*
 * Every mail that an application wrote, after its journey: as it was handed over, each address in it is whole and of
 * this service, and nothing looks like a path that was forgotten; and each link answers for its recipient.
 */

interface WrittenLink {
  kind: string;
  to: string;
  path: string;
  userId: string | null;
  organisations: string[];
}

/** What is wrong with the mails of an application, in words; nothing when it does not answer any more. */
export async function brokenMails(app: RunningApp): Promise<string[]> {
  const healthy = await fetch(`${app.baseUrl}/healthz`).then(
    ({ ok }) => ok,
    () => false,
  );
  if (!healthy) return [];
  const sql = postgres(app.databaseUrl, { max: 2, onnotice: () => {} });
  try {
    const broken = brokenFiles(app);
    const links = await linksOf(sql);
    while (links.length > 0) {
      const some = links.splice(0, 6);
      broken.push(...(await Promise.all(some.map((link) => brokenLink(app, sql, link)))).flat());
    }
    return broken;
  } finally {
    await sql.end();
  }
}

function brokenFiles({ mailFolder, baseUrl }: RunningApp): string[] {
  if (!existsSync(mailFolder)) return [];
  return readdirSync(mailFolder).flatMap((name) => {
    const [head = "", ...body] = readFileSync(path.join(mailFolder, name), "utf8").split("\n\n");
    const text = body.join("\n\n");
    const foreign = (text.match(/https?:\/\/\S+/g) ?? []).filter(
      (address) => !address.startsWith(`${baseUrl}/`),
    );
    const bare = text.match(/(?<![\w/:.])\/[a-z][a-z-]+(?:\/\S*)?/g) ?? [];
    const subject = /^Subject: .{3,150}$/m.test(head) ? [] : [`the subject in ${head}`];
    return [...foreign, ...bare, ...subject].map((what) => `${name}: ${what}`);
  });
}

async function linksOf(sql: postgres.Sql): Promise<WrittenLink[]> {
  return sql<WrittenLink[]>`
    select distinct on (mail.to_address, block->>'path') mail.kind, mail.to_address as to, block->>'path' as path,
        person.id as "userId",
        array(select distinct organisation_code from membership where user_id = person.id) as organisations
      from email as mail
        cross join lateral jsonb_array_elements(mail.body) as block
        left join "user" as person on person.email = mail.to_address
      where jsonb_typeof(block) = 'object'`;
}

/** Answers for one of the organisations that the recipient works at; an invitation that was used says so (410). */
async function brokenLink(app: RunningApp, sql: postgres.Sql, link: WrittenLink): Promise<string[]> {
  const seen: string[] = [];
  for (const organisation of link.userId && link.organisations.length > 0 ? link.organisations : [null]) {
    const cookie = link.userId ? await sessionOf(sql, link.userId, organisation) : "";
    const answer = await fetch(`${app.baseUrl}${link.path}`, {
      headers: { Cookie: cookie },
      redirect: "manual",
    });
    await answer.text();
    const to = answer.headers.get("location") ?? "";
    if (answer.ok || answer.status === 410 || (to !== "" && !to.startsWith("/sign-in"))) return [];
    seen.push(`${answer.status} ${to}`.trim());
  }
  return [`${link.kind} to ${link.to}: ${link.path} answers ${seen.join(", ")}`];
}

async function sessionOf(sql: postgres.Sql, userId: string, organisation: string | null): Promise<string> {
  const token = randomUUID();
  await sql`
    insert into session (id, token, user_id, active_organisation_code, second_factor_at, ends_at, expires_at)
    values (${token}, ${token}, ${userId}, ${organisation}, now(), '2100-01-01', '2100-01-01')`;
  const signature = createHmac("sha256", TEST_SECRET).update(token).digest("base64");
  return `dovetail.session_token=${encodeURIComponent(`${token}.${signature}`)}`;
}
