import { createHash } from "node:crypto";
import { eq } from "drizzle-orm";
import type { Queryable } from "~db";
import { allocation } from "~db/schema/funding";
import { usedInArea, useByHolder, usedOf } from "~/domain/funding/allocations/allocation";
import {
  COUNTED_FACT,
  divideByFormula,
  FORMULAS,
  nothingCounted,
  type Divided,
  type Formula,
} from "~/domain/funding/allocations/allocation-formula";
import {
  parseAmountTable,
  parseWeightTable,
  whyNotPlan,
  whyNotSetAside,
  type TableFault,
} from "~/domain/funding/allocations/allocation-table";
import { useByBuyer } from "~/domain/funding/allocations/allocation-views.server";
import {
  candidatesFor,
  countedWeights,
  type Candidate,
} from "~/domain/funding/allocations/allocation-weights.server";
import type { FundRow } from "~/domain/funding/funding-views.server";
import { pence, ZERO, type Pence } from "~/domain/money/money";
import { roomToAllocate } from "~/domain/funding/transfers/leaving-views.server";
import { kindLabel } from "~/domain/organisations/organisation";
import type { Day } from "~/domain/shared/day";
import type { AllocateInput } from "./allocate-form";

export interface PlanRow {
  organisationCode: string;
  organisationName: string;
  /** Whose orders use what is set aside for a board in a fund that is not for boards; null where that says itself. */
  usedBy: string | null;
  before: Pence;
  amount: Pence;
  used: Pence;
  basis: string;
}

/** Allocations as they would become: to be looked at, and then kept only if nothing they rest on has changed. */
export interface AllocationPlan {
  rows: PlanRow[];
  total: Pence;
  /** What the fund may still set aside, before and after, and what requests that wait would take besides. */
  room: Pence;
  waitingOut: Pence;
  roomAfter: Pence;
  /** Chosen organisations that the formula could not count; they get nothing. */
  uncounted: { code: string; name: string }[];
  faults: TableFault[];
  /** Stands for every figure shown; the confirmation carries it. */
  digest: string;
}

interface Wanted {
  code: string;
  amount: Pence;
  basis: string;
  line?: number;
}

/** Works out what a form asks for, row by row, with every fault named. Nothing is kept. */
export async function allocationPlan(
  q: Queryable,
  fund: FundRow,
  input: AllocateInput,
  today: Day,
): Promise<AllocationPlan> {
  const asked = input.by === "table" ? await fromTable(q, input, today) : await fromFormula(q, input, today);
  const faults = [...asked.faults];
  const known = new Map(asked.candidates.map((one) => [one.code, one]));
  for (const { code, line } of asked.wanted) {
    const kind = known.get(code)?.kind;
    const allowed = kind === undefined || kind === "icb" || fund.eligibleBuyerKinds.length === 0;
    if (!allowed && !fund.eligibleBuyerKinds.includes(kind)) {
      const reason = `${code} (${kindLabel(kind)}) is not among those that ${fund.name} is for.`;
      faults.push({ line: line ?? 0, reason });
    }
  }
  const held = await q.select().from(allocation).where(eq(allocation.fundId, fund.fundId));
  const before = new Map(held.map((row) => [row.organisationCode, row.amount]));
  const holders = new Set(held.filter((row) => row.amount > 0n).map((row) => row.organisationCode));
  for (const { code, amount } of asked.wanted) if (amount > 0n) holders.add(code);
  const { byHolder } = useByHolder(await useByBuyer(q, fund.fundId), holders);
  const rows = asked.wanted.map(({ code, amount, basis, line }) => ({
    organisationCode: code,
    organisationName: known.get(code)?.name ?? code,
    usedBy: usedInArea(known.get(code)?.kind ?? "", fund.eligibleBuyerKinds),
    before: before.get(code) ?? ZERO,
    amount,
    used: usedOf(byHolder.get(code)),
    basis,
    line,
  }));
  const has = await roomToAllocate(q, fund);
  const rises = rows.some((row) => row.amount > row.before);
  const closed = whyNotSetAside(fund, rises, today);
  if (closed) faults.push({ line: 0, reason: closed });
  if (faults.length === 0) faults.push(...whyNotPlan(rows, has));
  const rise = rows.reduce((total, row) => total + row.amount - row.before, 0n);
  return {
    rows: rows.map(({ line: _line, ...row }) => row),
    total: pence(rows.reduce((total, row) => total + row.amount, 0n)),
    room: has.room,
    waitingOut: has.waitingOut,
    roomAfter: pence(has.room - rise),
    uncounted: asked.uncounted,
    faults: faults.sort((a, b) => a.line - b.line),
    digest: digestOf(rows),
  };
}

interface Asked {
  candidates: Candidate[];
  wanted: Wanted[];
  uncounted: { code: string; name: string }[];
  faults: TableFault[];
}

async function fromTable(q: Queryable, input: AllocateInput, today: Day): Promise<Asked> {
  const { rows, faults } = parseAmountTable(input.table);
  const candidates = await candidatesFor(q, { codes: rows.map((row) => row.code) }, today);
  const found = byTypedCode(candidates);
  const wanted: Wanted[] = [];
  for (const { line, code, amount } of rows) {
    const organisation = found(code);
    if (organisation) wanted.push({ code: organisation.code, amount, basis: "From a table", line });
    else faults.push(unknown(line, code));
  }
  return { candidates, wanted, uncounted: [], faults };
}

async function fromFormula(q: Queryable, input: AllocateInput, today: Day): Promise<Asked> {
  const weights = input.formula === "weighted" ? parseWeightTable(input.weights) : null;
  const listed = weights
    ? weights.rows.map(({ line, code }) => ({ line, code }))
    : input.who === "list"
      ? input.codes.map((code, index) => ({ line: index + 1, code }))
      : null;
  const candidates = listed
    ? await candidatesFor(q, { codes: listed.map(({ code }) => code) }, today)
    : await candidatesFor(q, { kind: input.kind, regionCode: input.region || null }, today);
  const found = byTypedCode(candidates);
  const faults = [...(weights?.faults ?? [])];
  for (const { line, code } of listed ?? []) if (!found(code)) faults.push(unknown(line, code));
  if (candidates.length === 0 && faults.length === 0) {
    faults.push({ line: 0, reason: "There is no organisation of this kind there." });
  }
  const typed = weights
    ? weights.rows.flatMap(({ code, weight }) => {
        const organisation = found(code);
        return organisation ? [{ code: organisation.code, weight }] : [];
      })
    : null;
  const counted = typed ?? (await weigh(q, input.formula, candidates, today));
  const weighing = new Set(counted.filter(({ weight }) => weight > 0n).map(({ code }) => code));
  if (faults.length === 0 && weighing.size === 0) {
    const fits = await countedBy(q, candidates, today);
    const kinds = candidates.map(({ kind }) => kind);
    faults.push({ line: 0, reason: nothingCounted(input.formula, kinds, fits) });
  }
  const parts: Divided[] = faults.length > 0 ? [] : divideByFormula(input.formula, input.amount, counted);
  return {
    candidates,
    wanted: parts.filter((part) => part.amount > 0n),
    uncounted: candidates.filter(({ code }) => !weighing.has(code)).map(({ code, name }) => ({ code, name })),
    faults,
  };
}

/** The formulas by which some of these organisations are counted. */
async function countedBy(q: Queryable, candidates: readonly Candidate[], today: Day): Promise<Formula[]> {
  const counting = FORMULAS.filter((formula) => COUNTED_FACT[formula] !== null);
  const counts = await Promise.all(counting.map((formula) => weigh(q, formula, candidates, today)));
  return counting.filter((_, index) => counts[index]!.length > 0);
}

async function weigh(q: Queryable, formula: Formula, candidates: readonly Candidate[], today: Day) {
  const fact = COUNTED_FACT[formula];
  if (fact === null) return candidates.map(({ code }) => ({ code, weight: 1n }));
  const codes = candidates.map(({ code }) => code);
  const counts = await countedWeights(q, { fact, codes, on: today });
  return candidates.flatMap(({ code }) => {
    const count = counts.get(code);
    return count ? [{ code, ...count }] : [];
  });
}

/** Finds a candidate by its code however it was typed. */
function byTypedCode(candidates: readonly Candidate[]) {
  const codes = new Map(candidates.map((one) => [one.code.toUpperCase(), one]));
  return (code: string) => codes.get(code.toUpperCase());
}

function unknown(line: number, code: string): TableFault {
  return { line, reason: `${code} is not the code of an organisation that is open today.` };
}

function digestOf(rows: readonly { organisationCode: string; before: Pence; amount: Pence }[]): string {
  const text = rows.map((row) => `${row.organisationCode}:${row.before}:${row.amount}`).join("\n");
  return createHash("sha256").update(text).digest("base64url");
}
