import { and, eq, isNull, or } from "drizzle-orm";
import type { Queryable } from "~db";
import { certificate, standard, standardVersion } from "~db/schema/certification";
import { addDays, type Day } from "~/domain/shared/day";
import { isMet, lapsesOn, whyNoLapse, type Lapse, type NamedCertificate } from "./lapse";
import { lastDayOf } from "./requirement";
import { allVersions, loadVerdictFacts, type VerdictFacts } from "./verdict-facts.server";
import { verdictsFor, type VerdictQuestion } from "./verdict-views.server";
import type { Verdict } from "./verdict";

/** What is bought, and by whom: of this the standards are asked. */
export interface LapseSubject extends Omit<VerdictQuestion, "on"> {
  solutionId: string;
  supplierId: string;
}

/** Verdicts by day for many subjects, of which each day's facts are loaded once. */
function verdictsByDay(q: Queryable, solutionIds: readonly string[]) {
  const facts = new Map<Day, Promise<VerdictFacts>>();
  return async (
    { supplierId: _supplier, solutionId, ...question }: LapseSubject,
    on: Day,
  ): Promise<Verdict> => {
    if (!facts.has(on)) facts.set(on, loadVerdictFacts(q, { solutionIds, on }));
    const all = await facts.get(on)!;
    const own = all.solutions.get(solutionId);
    const solutions = new Map(own ? [[solutionId, own]] : []);
    const found = await verdictsFor(q, {
      ...question,
      on,
      solutionIds: [solutionId],
      facts: { ...all, solutions },
    });
    return found.get(solutionId) ?? { solutionId, on, productVersion: null, outcome: "compliant", lines: [] };
  };
}

/**
 * The lapses of subjects that are still not mended, the latest of each standard, in the order of the subjects. `days`: those
 * on which a certificate may have stopped counting, in any order.
 */
export async function openLapses(
  q: Queryable,
  subjects: readonly { subject: LapseSubject; days: readonly Day[] }[],
  today: Day,
): Promise<Lapse[][]> {
  const verdictOn = verdictsByDay(q, [...new Set(subjects.map(({ subject }) => subject.solutionId))]);
  const all: Lapse[][] = [];
  for (const { subject, days } of subjects) {
    const now = await verdictOn(subject, today);
    const found = new Map<string, Lapse>();
    for (const on of days.toSorted().toReversed()) {
      const lapses = lapsesOn(await verdictOn(subject, addDays(on, -1)), await verdictOn(subject, on));
      for (const lapse of lapses) {
        if (!found.has(lapse.standardId) && !isMet(now, lapse.standardId)) found.set(lapse.standardId, lapse);
      }
    }
    all.push([...found.values()]);
  }
  return all;
}

/** A certificate of a subject's product or of its supplier, with its standard; undefined when it is of neither. */
export async function certificateOfSubject(
  q: Queryable,
  subject: LapseSubject,
  number: string,
): Promise<NamedCertificate | undefined> {
  const [row] = await q
    .select({ number: certificate.number, standardId: standard.id, standardTitle: standard.title })
    .from(certificate)
    .innerJoin(standardVersion, eq(standardVersion.id, certificate.standardVersionId))
    .innerJoin(standard, eq(standard.id, standardVersion.standardId))
    .where(
      and(
        eq(certificate.number, number),
        or(
          eq(certificate.solutionId, subject.solutionId),
          and(isNull(certificate.solutionId), eq(certificate.supplierId, subject.supplierId)),
        ),
      ),
    );
  if (!row) return undefined;
  const standardEnds = lastDayOf(await allVersions(q), row.standardId);
  return { ...row, standardEnds };
}

/** `whyNoLapse`, by the verdicts of the day and of the day before. */
export async function whyNotLapsed(
  q: Queryable,
  subject: LapseSubject,
  named: NamedCertificate,
  on: Day,
): Promise<ReturnType<typeof whyNoLapse>> {
  const verdictOn = verdictsByDay(q, [subject.solutionId]);
  return whyNoLapse(named, await verdictOn(subject, addDays(on, -1)), await verdictOn(subject, on));
}
