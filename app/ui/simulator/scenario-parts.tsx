import { withCode } from "~/domain/shared/organisation-words";
import { COST_CATEGORIES } from "~/domain/agreements/rules/cost-line";
import { COUNTED_UNITS, type CountedUnit } from "~/domain/agreements/rules/rule";
import { formatPence } from "~/domain/money/format";
import { quantityOf } from "~/domain/who-pays/cost";
import { groupDigits } from "~/domain/pricing/quote";
import { formatDay } from "~/domain/shared/day";
import type { BasketLine, FactOverrides, ScenarioInput } from "~/domain/simulator/scenario";
import type { AppliedRules } from "~/domain/simulator/scenario-result.server";
import { SummaryList } from "~/ui/kit/summary-list";

/** "Order C010001-01", "Shortlist S0001" or "An invented basket". */
export function baseWords({ baseKind, baseRef }: { baseKind: string; baseRef: string | null }): string {
  if (baseKind === "order") return `Order ${baseRef}`;
  if (baseKind === "shortlist") return `Shortlist ${baseRef?.split(":")[0]}`;
  return "An invented basket";
}

/** "9,500 patients of Record" or "£1,200.00 a year: training and change". */
export function lineWords(line: BasketLine): string {
  if (line.kind === "priced") {
    return `${line.name}: ${groupDigits(quantityOf(line))} ${line.price.quantityNoun}`;
  }
  const per = line.per === "year" ? "a year" : "one-off";
  return `${line.name}: ${formatPence(line.amount)} ${per} excluding VAT, ${COST_CATEGORIES[line.costCategory]}, ${line.nature}`;
}

/** What a scenario takes to be otherwise than recorded, a phrase for each. */
export function factWords({ counts, met, localSpend, milestonesMet }: FactOverrides): string[] {
  const counted = Object.entries(counts).map(
    ([unit, count]) => `${groupDigits(count)} ${COUNTED_UNITS[unit as CountedUnit][count === 1n ? 0 : 1]}`,
  );
  const required = Object.entries(met).map(([name, holds]) => `“${name}” ${holds ? "met" : "not met"}`);
  const spent = localSpend.map(
    ({ amount, category, spentOn }) =>
      `${formatPence(amount)} spent on ${COST_CATEGORIES[category]} on ${formatDay(spentOn)}`,
  );
  return [...counted, ...required, ...spent, ...milestonesMet.map((name) => `milestone “${name}” met`)];
}

function List({ words, none }: { words: readonly string[]; none: string }) {
  if (words.length === 0) return <>{none}</>;
  return (
    <ul className="nhsuk-list">
      {words.map((word, index) => (
        <li key={`${word}-${index}`}>{word}</li>
      ))}
    </ul>
  );
}

export function rulesWords(input: ScenarioInput, applied: readonly AppliedRules[]): string {
  if (input.rules.kind === "own") {
    const { from } = input.rules;
    return from
      ? `Its own list, changed from ${from.agreementId} version ${from.version}`
      : "Its own list of rules";
  }
  if (input.rules.kind === "version") {
    const [one] = applied;
    const { agreementId, version } = input.rules;
    return one ? `${one.title} (${agreementId}, version ${version})` : `${agreementId}, version ${version}`;
  }
  const named = applied.map(({ agreementId, version, title }) =>
    agreementId === "none"
      ? "none, so the buyer pays all of it"
      : `${title} (${agreementId}, version ${version})`,
  );
  return named.length > 0 ? `The agreement in force: ${named.join("; ")}` : "The agreement in force";
}

/** What a scenario consists of, each part with a link to change it. */
export function ScenarioParts({
  scenario,
  applied,
}: {
  scenario: { id: string; input: ScenarioInput; buyerName: string; mayChange: boolean };
  applied: readonly AppliedRules[];
}) {
  const { id, input, buyerName, mayChange } = scenario;
  const change = (part: string, what: string) =>
    mayChange ? { href: `/simulator/${id}/${part}`, what } : undefined;
  return (
    <SummaryList
      heading="What is simulated"
      rows={[
        {
          key: "basket",
          label: "Basket",
          value: <List words={input.basket.map(lineWords)} none="Nothing yet" />,
          change: change("basket", "the basket and quantities"),
        },
        {
          key: "dates",
          label: "Dates",
          value: `${input.termMonths} ${input.termMonths === 1 ? "month" : "months"} from ${formatDay(input.startsOn)}, ordered on ${formatDay(input.orderDate)}`,
          change: change("dates", "the dates"),
        },
        {
          key: "facts",
          label: "Buyer and facts",
          value: (
            <>
              {withCode(buyerName, input.buyerCode)}
              <List words={factWords(input.facts)} none=", facts as recorded" />
            </>
          ),
          change: change("facts", "the buyer and the facts"),
        },
        {
          key: "rules",
          label: "Rules",
          value: rulesWords(input, applied),
          change: change("rules", "the rules"),
        },
      ]}
    />
  );
}
