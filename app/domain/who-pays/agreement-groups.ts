import type { AgreementVersion, Purchase } from "~/domain/agreements/agreement";
import { cutLine, type CostLine } from "~/domain/agreements/rules/cost-line";
import type { Facts } from "~/domain/cost-sharing/facts";
import { precedenceOf, type PassedOver } from "~/domain/agreements/rules/precedence";
import { BUYER, BUYERS_ICB, isPaying, payersOf } from "~/domain/agreements/rules/rule";
import { sum } from "~/domain/money/money";

/** The lines of a purchase that one agreement shares out, or that none covers. */
export interface AgreementGroup {
  agreement: AgreementVersion | null;
  /** The others that cover these lines too. */
  passedOver: PassedOver[];
  lines: CostLine[];
}

const size = (lines: readonly CostLine[]) => sum(lines.map((line) => line.net));

/**
 * Finds the agreement for each line: a scope may name kinds of cost, so the lines of one purchase can fall to several.
 * The group with the most money comes first; its agreement is the order's main one.
 */
export function groupByAgreement(
  lines: readonly CostLine[],
  agreements: readonly AgreementVersion[],
  purchase: Omit<Purchase, "category">,
): AgreementGroup[] {
  const groups = new Map<string, AgreementGroup>();
  const answers = new Map<string, ReturnType<typeof precedenceOf>>();
  for (const line of lines) {
    const { category } = line;
    const found = answers.get(category) ?? precedenceOf(agreements, { ...purchase, category });
    answers.set(category, found);
    const { chosen, passedOver } = found;
    const key = JSON.stringify([chosen?.agreementId, chosen?.version, passedOver]);
    const group = groups.get(key);
    if (group) group.lines.push(line);
    else groups.set(key, { agreement: chosen, passedOver, lines: [line] });
  }
  return mergedByAgreement([...groups.values()]).sort((a, b) => {
    const [left, right] = [size(a.lines), size(b.lines)];
    return left === right ? (nameOf(a) < nameOf(b) ? -1 : 1) : left > right ? -1 : 1;
  });
}

const nameOf = ({ agreement }: AgreementGroup) =>
  agreement ? `${agreement.agreementId} ${agreement.version}` : "";

/** One agreement is worked out once, for its caps and floors hold over all its lines, whatever else covers some of them. */
function mergedByAgreement(groups: readonly AgreementGroup[]): AgreementGroup[] {
  const merged = new Map<string, AgreementGroup>();
  for (const group of groups) {
    const same = merged.get(nameOf(group));
    if (!same) {
      merged.set(nameOf(group), { ...group, lines: [...group.lines] });
      continue;
    }
    same.lines.push(...group.lines);
    const known = new Set(same.passedOver.map((each) => `${each.agreementId} ${each.version}`));
    same.passedOver = [
      ...same.passedOver,
      ...group.passedOver.filter((each) => !known.has(`${each.agreementId} ${each.version}`)),
    ];
  }
  return [...merged.values()];
}

/** Cuts lines where somebody who may pay merges into another or closes, so that each part has one payer. */
export function cutAtSuccessions(
  lines: readonly CostLine[],
  agreement: AgreementVersion,
  facts: Facts,
): CostLine[] {
  const successions = facts.successions ?? [];
  const payers = agreement.rules.flatMap((rule) =>
    isPaying(rule) ? payersOf(rule).map((each) => each.payer) : "payer" in rule ? [rule.payer] : [],
  );
  const codeOf = (ref: string) =>
    ref === BUYER ? facts.buyerCode : ref === BUYERS_ICB ? facts.icbCode : ref;
  const paying = new Set(payers.map(codeOf));
  const days = new Set<(typeof successions)[number]["on"]>();
  for (const each of successions.toSorted((a, b) => (a.on < b.on ? -1 : 1))) {
    if (!paying.has(each.code)) continue;
    days.add(each.on);
    if (each.to) paying.add(each.to);
  }
  return days.size === 0 ? [...lines] : lines.flatMap((line) => cutLine(line, [...days]));
}
