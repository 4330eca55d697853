import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { session, user } from "~db/schema/people";
import { personOfSession } from "~/domain/people/person-views.server";
import { day } from "~/domain/shared/day";
import { SESSION_HOURS, signInGateway } from "~/gateways/sign-in.server";
import { clockFrom } from "~/platform/clock";
import { makePeople, PEOPLE } from "../../factories/people";
import { testDatabase } from "../../setup/test-database";

const { db } = await testDatabase();
const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

const gatewayOn = (now: () => Date) =>
  signInGateway({
    db,
    secret: "a secret of the tests that is long enough",
    publicUrl: "http://localhost:3000",
    oidc: null,
    note: () => {},
    now,
  });
const cookie = (cookies: readonly string[]) =>
  new Headers({ cookie: cookies.map((each) => each.split(";")[0]).join("; ") });

beforeAll(() => makePeople(db));

describe.each(["2019-05-14", "2031-12-31"])("a session of a portal that stands on %s", (today) => {
  const { now } = clockFrom(day(today));
  const gateway = gatewayOn(now);
  const opened = async (): Promise<{ token: string; cookies: string[] }> => {
    const [person] = await db.select().from(user).where(eq(user.email, PEOPLE.helen.email));
    return gateway.openSession(person!.id);
  };

  it("ends after twelve hours of the portal's clock, whatever the machine's says", async () => {
    const before = now().getTime();
    const { token } = await opened();
    const [row] = await db.select().from(session).where(eq(session.token, token));
    const lasts = row!.endsAt.getTime() - before;
    expect(lasts).toBeGreaterThanOrEqual(SESSION_HOURS * HOUR_MS);
    expect(lasts).toBeLessThan(SESSION_HOURS * HOUR_MS + MINUTE_MS);
    const personAt = (at: number) => personOfSession(db, { token, at: new Date(at) });
    expect(await personAt(now().getTime())).toMatchObject({ email: PEOPLE.helen.email });
    expect(await personAt(row!.endsAt.getTime() - 1)).not.toBeNull();
    expect(await personAt(row!.endsAt.getTime())).toBeNull();
  });

  it("is known to the sign-in library, which reads the machine's clock, until somebody signs out", async () => {
    const { token, cookies } = await opened();
    expect(await gateway.beginAuthenticator(cookie(cookies))).not.toBeNull();
    await gateway.signOut(cookie(cookies));
    expect(await personOfSession(db, { token, at: now() })).toBeNull();
  });
});
