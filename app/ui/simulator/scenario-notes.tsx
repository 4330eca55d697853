import { COST_CATEGORIES } from "~/domain/agreements/rules/cost-line";
import { formatPence } from "~/domain/money/format";
import type { IdleRule } from "~/domain/cost-sharing/idle-rules";
import type { InTheWay, ScenarioAnswer } from "~/domain/simulator/scenario-result.server";
import { WarningCallout } from "~/ui/kit/callouts";
import { EmptyState } from "~/ui/kit/lists/empty-state";

/** What keeps a scenario from being worked out: contradictions with their rules, or what is missing. */
export function Clashes({
  inTheWay,
  scenario,
}: {
  inTheWay: InTheWay;
  scenario: { id: string; mayChange: boolean; input: { basket: readonly unknown[] } };
}) {
  const { text, contradictions } = inTheWay;
  const base = `/simulator/${scenario.id}`;
  if (scenario.input.basket.length === 0) {
    const action = { label: "Fill the basket", href: `${base}/basket` };
    return (
      <EmptyState
        heading="There is nothing in the basket yet"
        action={scenario.mayChange ? action : undefined}
      >
        <p>Add what would be bought: something of the catalogue, or costs of your own.</p>
      </EmptyState>
    );
  }
  return (
    <WarningCallout heading="It cannot be worked out yet">
      <p>{text}</p>
      {contradictions.length > 0 ? (
        <ul>
          {contradictions.map((one, index) => (
            <li key={`${one.code}-${index}`}>{one.text}</li>
          ))}
        </ul>
      ) : null}
      {scenario.mayChange ? (
        <p>
          <a href={`${base}/rules`}>Change the rules</a> or <a href={`${base}/facts`}>the facts</a>
        </p>
      ) : null}
    </WarningCallout>
  );
}

/** Funds that hold less than the scenario asks of them; an order like it would be refused. */
export function ShortFunds({ funds }: { funds: ScenarioAnswer["shortFunds"] }) {
  if (funds.length === 0) return null;
  return (
    <WarningCallout heading={funds.length === 1 ? "A fund is short" : "Funds are short"}>
      <ul>
        {funds.map((fund) => (
          <li key={fund.fundId}>
            {fund.fundName} would have to pay {formatPence(fund.needed)}, and {formatPence(fund.free)} of it
            is free to commit: {formatPence(fund.shortBy)} short. An order like this would be refused until it
            holds enough.
          </li>
        ))}
      </ul>
    </WarningCallout>
  );
}

/** Earmarks that are not kept; an order like it would be refused. */
export function MissedEarmarks({ missed }: { missed: ScenarioAnswer["missedEarmarks"] }) {
  if (missed.length === 0) return null;
  return (
    <WarningCallout heading="An earmark is not kept">
      <ul>
        {missed.map((one) => (
          <li key={one.ruleNumber}>
            Rule {one.ruleNumber} sets {formatPence(one.required)} aside for {COST_CATEGORIES[one.category]},
            and {formatPence(one.spent)} would be paid for it. An order like this would be refused.
          </li>
        ))}
      </ul>
    </WarningCallout>
  );
}

/** Rules that could have paid and did not, with the reason; somebody may be able to change it. */
export function IdleRules({ rules }: { rules: readonly IdleRule[] }) {
  if (rules.length === 0) return null;
  return (
    <>
      <h2>Rules that paid nothing</h2>
      <ul>
        {rules.map((rule, index) => (
          <li key={`${rule.ruleNumber}-${index}`}>
            Rule {rule.ruleNumber}: {rule.why}
          </li>
        ))}
      </ul>
    </>
  );
}
