import { EmptyState } from "~/ui/kit/lists/empty-state";
import { ButtonGroup, ButtonLink, Form, SubmitButton } from "~/ui/kit/form";
import { EditCount } from "~/ui/orders/order-form";

/** A scenario's own rules in order, each to be changed, moved or removed. */
export function OwnRules({
  scenario,
  rules,
}: {
  scenario: { id: string; editCount: number };
  rules: readonly { ruleNumber: number; sentence: string }[];
}) {
  const base = `/simulator/${scenario.id}`;
  return (
    <>
      <h2>The rules of this scenario</h2>
      <p>They apply from the top down. The last one says who pays the rest.</p>
      {rules.length === 0 ? (
        <EmptyState heading="There is no rule yet">
          <p>Add one that says who pays the rest, and those before it that say who pays what.</p>
        </EmptyState>
      ) : (
        <ol className="nhsuk-list dt-rules">
          {rules.map((rule, index) => (
            <li key={rule.ruleNumber}>
              <h3 className="nhsuk-heading-s">Rule {rule.ruleNumber}</h3>
              <p>{rule.sentence}</p>
              <Form action={`${base}/rules`}>
                <EditCount value={scenario.editCount} />
                <input type="hidden" name="rule" value={rule.ruleNumber} />
                <ButtonGroup>
                  <a href={`${base}/rules/${rule.ruleNumber}`}>
                    Change<span className="nhsuk-u-visually-hidden"> rule {rule.ruleNumber}</span>
                  </a>
                  {index > 0 ? <Action name="up" label="Move up" rule={rule.ruleNumber} /> : null}
                  {index < rules.length - 1 ? (
                    <Action name="down" label="Move down" rule={rule.ruleNumber} />
                  ) : null}
                  <Action name="remove" label="Remove" rule={rule.ruleNumber} />
                </ButtonGroup>
              </Form>
            </li>
          ))}
        </ol>
      )}
      <ButtonGroup>
        <ButtonLink href={`${base}/rules/new`}>Add a rule</ButtonLink>
        <ButtonLink href={base} variant="secondary">
          See the result
        </ButtonLink>
      </ButtonGroup>
    </>
  );
}

function Action({ name, label, rule }: { name: string; label: string; rule: number }) {
  return (
    <SubmitButton name="intent" value={name} variant="secondary" small>
      {label}
      <span className="nhsuk-u-visually-hidden"> rule {rule}</span>
    </SubmitButton>
  );
}
