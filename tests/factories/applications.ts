import { inTransaction, type Db } from "~db";
import { copyApplication } from "~/domain/applications/copy-application.server";
import { changeApplication, type PartChange } from "~/domain/applications/change-application.server";
import { ownApplication } from "~/domain/applications/application-views.server";
import type { ApplicationContent } from "~/domain/applications/application-content";
import type { Need, Readiness } from "~/domain/applications/profile/profile";
import { profileOf } from "~/domain/applications/profile/profile-views.server";
import { saveNeed } from "~/domain/applications/profile/save-need.server";
import { saveReadiness } from "~/domain/applications/profile/save-readiness.server";
import { scoreApplication } from "~/domain/applications/score-application.server";
import { startApplication } from "~/domain/applications/start-application.server";
import { submitApplication } from "~/domain/applications/submit-application.server";
import { USUAL_CRITERIA } from "~/domain/applications/scoring";
import { pence } from "~/domain/money/money";
import type { MemberActor } from "~/domain/people/role";
import { day, type Day } from "~/domain/shared/day";
import { AT, TODAY } from "./funding";

export const READINESS: Readiness = {
  dspt: "standards-met",
  cqc: "registered",
  records: "paper",
  system: "",
  maturity: { plan: "yes", devices: "partly", shared: "no", people: "no", trained: "partly" },
};

export const NEED: Omit<Need, "id"> = {
  title: "A digital care record",
  summary: "Twelve homes leave paper.",
  capability: "Care planning",
  assuredProduct: true,
  startsOn: day("2027-01-01"),
  contactName: "Grace Adeyemi",
  contactEmail: "grace@example.org",
  costs: [
    { category: "licence-subscription", nature: "revenue", financialYear: 2026, amount: pence(1_000_000) },
    { category: "training-change", nature: "revenue", financialYear: 2026, amount: pence(500_000) },
    { category: "hardware-devices", nature: "capital", financialYear: 2026, amount: pence(2_000_000) },
  ],
};

export const ANSWERS = Object.fromEntries(USUAL_CRITERIA.map(({ id }) => [id, `About ${id}`]));

/** A complete profile with one need; answers the need's id. */
export async function makeProfile(db: Db, actor: MemberActor, need = NEED): Promise<string> {
  return inTransaction(db, async (tx) => {
    const { version } = await profileOf(tx, actor.organisationCode);
    await saveReadiness(tx, { actor, at: AT, version, readiness: READINESS });
    return saveNeed(tx, { actor, at: AT, version: version + 1, needId: null, need });
  });
}

/** Fills one part of an application in, as its page would. */
export async function fillPart(db: Db, actor: MemberActor, id: string, change: PartChange): Promise<void> {
  const { editCount } = await ownApplication(db, { id, actor, on: TODAY });
  await inTransaction(db, (tx) =>
    changeApplication(tx, { actor, at: AT, applicationId: id, editCount, change }),
  );
}

/** An application with everything filled in, not sent. */
export async function fillApplication(
  db: Db,
  input: {
    actor: MemberActor;
    fundId: string;
    needId: string;
    content?: Partial<ApplicationContent>;
    from?: string;
  },
): Promise<string> {
  const { actor, fundId, needId, content } = input;
  const base = { actor, at: AT, today: TODAY, fundId };
  const id = await inTransaction(db, (tx) =>
    input.from ? copyApplication(tx, { ...base, applicationId: input.from }) : startApplication(tx, base),
  );
  await fillPart(db, actor, id, { part: "need", needId });
  const { fund, need } = await ownApplication(db, { id, actor, on: TODAY });
  const asked =
    content?.asked ??
    need!.costs.filter((cost) => cost.nature === fund.nature && cost.financialYear === fund.financialYear);
  await fillPart(db, actor, id, { part: "amount", asked });
  await fillPart(db, actor, id, { part: "match", match: content?.match ?? [] });
  if (content?.revenuePlan)
    await fillPart(db, actor, id, { part: "revenue", revenuePlan: content.revenuePlan });
  await fillPart(db, actor, id, { part: "case", answers: content?.answers ?? ANSWERS });
  return id;
}

/** Sends an application on a day. */
export async function sendApplication(
  db: Db,
  actor: MemberActor,
  id: string,
  today: Day = TODAY,
): Promise<void> {
  const { editCount } = await ownApplication(db, { id, actor, on: today });
  await inTransaction(db, (tx) =>
    submitApplication(tx, { actor, at: AT, today, applicationId: id, editCount, signatoryName: actor.name }),
  );
}

/** Scores everything the same. */
export async function scoreAll(
  db: Db,
  actor: MemberActor,
  applicationId: string,
  score: number,
): Promise<void> {
  const scores = USUAL_CRITERIA.map(({ id }) => ({ criterion: id, score, reason: `Because of ${id}` }));
  await inTransaction(db, (tx) =>
    scoreApplication(tx, { actor, at: AT, applicationId, conflict: false, declaration: "None", scores }),
  );
}
