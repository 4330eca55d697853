import postgres from "postgres";

interface DemoPerson {
  name: string;
  summary: string;
  organisation: string | null;
}

/** Prints the people whom anyone may become in demonstration mode. */
export async function printDemoPeople(databaseUrl: string, publicUrl: string): Promise<void> {
  const people = await demoPeople(databaseUrl);
  if (people.length === 0) return;
  console.log(`\nBecome one of these people at ${publicUrl}/sign-in`);
  const width = Math.max(...people.map(({ name }) => name.length));
  for (const { name, summary, organisation } of people) {
    console.log(`  ${name.padEnd(width)}  ${organisation ? `${summary} (${organisation})` : summary}`);
  }
}

async function demoPeople(databaseUrl: string): Promise<DemoPerson[]> {
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => {} });
  try {
    return await sql<DemoPerson[]>`
      select "user".name, demo_person.summary,
             (select min(organisation.name) from membership
                join organisation on organisation.code = membership.organisation_code
               where membership.user_id = "user".id) as organisation
      from demo_person join "user" on "user".id = demo_person.user_id
      order by demo_person.position`;
  } finally {
    await sql.end();
  }
}
