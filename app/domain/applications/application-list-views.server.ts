import { and, desc, eq, ne, or, sql, type SQL } from "drizzle-orm";
import type { Queryable } from "~db";
import { isAnyOf } from "~db/lists";
import { byNumberDown } from "~db/number-order";
import { application, applicationSubmission } from "~db/schema/applications";
import { fund } from "~db/schema/funding";
import { organisation } from "~db/schema/organisations";
import { profileVersion } from "~db/schema/applications";
import { containing } from "~db/like";
import { fundState } from "../funding/fund";
import type { Pence } from "../money/money";
import type { Day } from "../shared/day";
import type { ApplicationState } from "./application";
import { readContent } from "./application-content";
import { meanOf } from "./assessment";
import { askedOf, eligibilityOf, type Eligibility } from "./profile/eligibility";
import type { Need } from "./profile/profile";
import { profileOf, registerFacts } from "./profile/profile-views.server";
import { USUAL_CRITERIA, type Criterion } from "./scoring";
import { assessmentsOf } from "./submission-views.server";
import { fundsWithTerms, type ApplicableFund } from "./terms-views.server";

export interface ApplicationRow {
  id: string;
  organisationCode: string;
  organisationName: string;
  fundId: string;
  fundName: string;
  needTitle: string | null;
  asked: Pence;
  state: ApplicationState;
  createdAt: Date;
  submittedAt: Date | null;
  decidedAt: Date | null;
  closesOn: Day;
  /** Of what was sent last: who scored it, their mean in hundredths, who declared a conflict. */
  scoredBy: string[];
  conflicted: string[];
  mean: number | null;
}

export interface ApplicationFilter {
  organisationCode?: string;
  states?: readonly ApplicationState[];
  fundId?: string;
  /** Part of an organisation's name or code, or an application's number. */
  words?: string;
  /** Leaves out what was never sent: the centre does not see drafts. */
  sentOnly?: boolean;
}

/** Applications, those not sent yet and then those sent last first (the day that lists show), with the sum and the need as they were sent, or as they stand in a draft. */
export async function applicationRows(q: Queryable, filter: ApplicationFilter): Promise<ApplicationRow[]> {
  const rows = await q
    .select({
      row: application,
      organisationName: organisation.name,
      fundName: fund.name,
      closesOn: fund.closesOn,
    })
    .from(application)
    .innerJoin(organisation, eq(organisation.code, application.organisationCode))
    .innerJoin(fund, eq(fund.id, application.fundId))
    .where(and(...conditions(filter)))
    .orderBy(
      sql`coalesce(${application.submittedAt}, 'infinity'::timestamptz) desc`,
      desc(application.createdAt),
      byNumberDown(application.id),
    );
  const ids = rows.map(({ row }) => row.id);
  const [sent, assessments, titles] = await Promise.all([
    latestSent(q, ids),
    assessmentsOf(q, ids),
    draftTitles(
      q,
      rows.map(({ row }) => row),
    ),
  ]);
  return rows.map(({ row, organisationName, fundName, closesOn }): ApplicationRow => {
    const last = sent.get(row.id);
    const own = assessments.filter((one) => one.applicationId === row.id && one.submission === last?.number);
    const live = row.state === "draft" || !last;
    return {
      id: row.id,
      organisationCode: row.organisationCode,
      organisationName,
      fundId: row.fundId,
      fundName,
      closesOn,
      createdAt: row.createdAt,
      submittedAt: row.submittedAt,
      decidedAt: row.decidedAt,
      state: row.state as ApplicationState,
      needTitle: live ? (titles.get(row.needId ?? "") ?? null) : last.needTitle,
      asked: live ? askedOf(readContent(row.content)) : last.asked,
      scoredBy: own.filter((one) => !one.conflict).map((one) => one.assessorId),
      conflicted: own.filter((one) => one.conflict).map((one) => one.assessorId),
      mean: last ? meanOf(own, last.number, last.criteria) : null,
    };
  });
}

function conditions(filter: ApplicationFilter): (SQL | undefined)[] {
  const like = containing(filter.words ?? "");
  return [
    filter.organisationCode ? eq(application.organisationCode, filter.organisationCode) : undefined,
    filter.states?.length ? isAnyOf(application.state, [...filter.states]) : undefined,
    filter.fundId ? eq(application.fundId, filter.fundId) : undefined,
    filter.sentOnly
      ? and(ne(application.state, "draft"), sql`${application.submittedAt} is not null`)
      : undefined,
    filter.words
      ? or(
          sql`${organisation.name} ilike ${like}`,
          sql`${application.id} ilike ${like}`,
          sql`${organisation.code} ilike ${like}`,
        )
      : undefined,
  ];
}

interface Sent {
  number: number;
  asked: Pence;
  needTitle: string;
  criteria: Criterion[];
}

async function latestSent(q: Queryable, ids: readonly string[]): Promise<Map<string, Sent>> {
  if (ids.length === 0) return new Map();
  const rows = await q
    .selectDistinctOn([applicationSubmission.applicationId], {
      id: applicationSubmission.applicationId,
      number: applicationSubmission.number,
      asked: applicationSubmission.asked,
      needTitle: sql<string>`${applicationSubmission.snapshot} -> 'need' ->> 'title'`,
      criteria: sql<Criterion[]>`${applicationSubmission.snapshot} -> 'criteria'`,
    })
    .from(applicationSubmission)
    .where(isAnyOf(applicationSubmission.applicationId, [...ids]))
    .orderBy(applicationSubmission.applicationId, desc(applicationSubmission.number));
  return new Map(rows.map((row) => [row.id, { ...row, criteria: row.criteria ?? [...USUAL_CRITERIA] }]));
}

/** The titles of needs in the newest profiles of whoever has drafts, by the need's id. */
async function draftTitles(
  q: Queryable,
  rows: readonly { organisationCode: string; submittedAt: Date | null }[],
): Promise<Map<string, string>> {
  const codes = [
    ...new Set(rows.filter((row) => row.submittedAt === null).map((row) => row.organisationCode)),
  ];
  if (codes.length === 0) return new Map();
  const profiles = await q
    .selectDistinctOn([profileVersion.organisationCode], { needs: profileVersion.needs })
    .from(profileVersion)
    .where(isAnyOf(profileVersion.organisationCode, codes))
    .orderBy(profileVersion.organisationCode, desc(profileVersion.version));
  return new Map(
    profiles.flatMap(({ needs }) =>
      (needs as unknown as Need[]).map(({ id, title }) => [id, title] as const),
    ),
  );
}

export interface OpenFund {
  fund: ApplicableFund;
  eligibility: Eligibility;
}

/**
 * Every fund that is open on a day, or opens later, with whether this organisation may apply: those it may
 * come first. Throws Problem not-found `no-such-organisation`.
 */
export async function fundsToApplyTo(
  q: Queryable,
  input: { organisationCode: string; on: Day },
): Promise<{ open: OpenFund[]; coming: OpenFund[] }> {
  const [facts, profile, funds] = await Promise.all([
    registerFacts(q, input),
    profileOf(q, input.organisationCode),
    fundsWithTerms(q),
  ]);
  const asked = funds.map((fund) => ({
    fund,
    state: fundState(fund, input.on),
    eligibility: eligibilityOf({ facts, profile }, fund, input.on),
  }));
  const rank = ({ eligibility }: OpenFund) => (eligibility.eligible ? 0 : 1);
  return {
    open: asked.filter(({ state }) => state === "open").sort((a, b) => rank(a) - rank(b)),
    coming: asked.filter(({ state }) => state === "coming"),
  };
}
