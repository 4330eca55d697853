import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { agreementsList } from "~/domain/agreements/agreement-views.server";
import {
  COST_CATEGORIES,
  COST_CATEGORY_IDS,
  type CostCategory,
  costCategoryName,
} from "~/domain/agreements/rules/cost-line";
import { lotsToChoose, whoPaysByLot } from "~/domain/who-pays/who-pays-view.server";
import { fundBalances } from "~/domain/funding/funding-views.server";
import { formatPence } from "~/domain/money/format";
import { pence, type Pence } from "~/domain/money/money";
import { BUYER_KINDS, kindLabel } from "~/domain/organisations/organisation";
import { searchOrganisations } from "~/domain/organisations/organisation-views.server";
import { DataTable } from "~/ui/kit/lists/data-table";
import { DayText, PeriodText } from "~/ui/kit/day";
import { EmptyState } from "~/ui/kit/lists/empty-state";
import { SubmitButton } from "~/ui/kit/form";
import { FullWidth, PageTitle, pageTitle, ReadingColumn } from "~/ui/kit/page";
import { Select } from "~/ui/kit/fields/text-fields";
import { anyone } from "~/web/audience.server";
import { listed } from "~/domain/shared/sentence";

export const meta: MetaFunction = () => [{ title: pageTitle("Who pays for what") }];

/** The example that every answer is worked out for: £100,000.00. */
const EXAMPLE = pence(10_000_000);

const Query = z.object({
  kind: z.enum(BUYER_KINDS as [string, ...string[]]).optional(),
  category: z.enum(COST_CATEGORY_IDS as [CostCategory, ...CostCategory[]]).optional(),
  lot: z.string().max(100).optional(),
  place: z.string().max(20).optional(),
});

export const loader = anyone.loader({ query: Query }, async ({ q, query, today }) => {
  const icbs = await searchOrganisations(q, { kinds: ["icb"], activeOn: today, limit: 100 });
  const lots = await lotsToChoose(q);
  const agreements = await agreementsList(q, { inForce: true, today });
  const place = icbs.find((icb) => icb.code === query.place) ?? null;
  const lot = lots.find((each) => each.id === query.lot) ?? null;
  const kind = query.kind;
  const category = query.category ?? "licence-subscription";
  const groups = kind
    ? await whoPaysByLot(
        q,
        {
          buyerKind: kind,
          icbCode: place?.code ?? null,
          regionCode: place?.regionCode ?? null,
          category,
          nature: category === "hardware-devices" ? "capital" : "revenue",
          net: EXAMPLE,
          on: today,
        },
        {
          buyerName: `the ${kindLabel(kind).replace(/^[A-Z](?=[a-z])/, (c) => c.toLowerCase())}`,
          balances: await fundBalances(q),
          lots: lot ? [lot] : lots,
        },
      )
    : [];
  return {
    today,
    query: { ...query, category },
    places: icbs.map(({ code, name }) => ({ value: code, label: name })),
    lots: lots.map(({ id, label }) => ({ value: id, label })),
    placeName: place?.name ?? null,
    lotName: lot?.label ?? null,
    groups: groups.map(({ lots: of, answer }) => ({
      lots: of.map(({ id, label }) => ({ id, label })),
      answer,
    })),
    agreements,
  };
});

type Data = ReturnType<typeof useLoaderData<typeof loader>>;

export default function WhoPays() {
  const data = useLoaderData<typeof loader>();
  return (
    <>
      <ReadingColumn>
        <PageTitle lede="Choose an organisation, what it wants to buy and where. The answer is worked out by the agreements that are in force today.">
          Who pays for what
        </PageTitle>
        <Question data={data} />
      </ReadingColumn>
      <FullWidth>
        <Answers data={data} />
        <Agreements agreements={data.agreements} />
      </FullWidth>
    </>
  );
}

function Question({ data }: { data: Data }) {
  const { query, places, lots } = data;
  const kinds = BUYER_KINDS.map((kind) => ({ value: kind, label: kindLabel(kind) }));
  const categories = COST_CATEGORY_IDS.map((id) => ({ value: id, label: costCategoryName(id) }));
  return (
    <form method="get" action="/who-pays">
      <Select
        name="kind"
        label="Kind of organisation"
        options={kinds}
        value={query.kind}
        emptyLabel="Choose one"
      />
      <Select name="category" label="What the money is for" options={categories} value={query.category} />
      <Select
        name="lot"
        label="Kind of product"
        hint="The part of a framework that it is bought under"
        options={lots}
        value={query.lot}
        emptyLabel="Any"
      />
      <Select
        name="place"
        label="Place"
        hint="The integrated care board of the area"
        options={places}
        value={query.place}
        emptyLabel="Anywhere in England"
      />
      <SubmitButton>Show who pays</SubmitButton>
    </form>
  );
}

/** One answer, or one for each group of lots that are alike: what is paid can depend on the kind of product. */
function Answers({ data }: { data: Data }) {
  const { groups } = data;
  if (groups.length === 0) return null;
  const depends = groups.length > 1;
  return (
    <section aria-labelledby="answer">
      <h2 className="nhsuk-heading-m" id="answer">
        Who would pay on <DayText day={data.today} />
      </h2>
      {depends ? (
        <p className="nhsuk-lede-text">
          It depends on the kind of product: there are {groups.length} answers.
        </p>
      ) : null}
      {data.placeName ? null : (
        <p>
          For anywhere in England. An agreement of one place is not counted here: choose the place to see it.
        </p>
      )}
      {groups.map(({ lots, answer }, index) => (
        <div key={lots[0]?.id ?? "none"}>
          {depends ? (
            <>
              <h3 className="nhsuk-heading-s">
                {answer.agreement ? answer.agreement.title : "No agreement covers these"}
              </h3>
              <ul className="nhsuk-list nhsuk-list--bullet">
                {lots.map(({ id, label }) => (
                  <li key={id}>{label}</li>
                ))}
              </ul>
            </>
          ) : null}
          <Answer data={data} answer={answer} id={depends ? `payers-${index + 1}` : "payers"} />
        </div>
      ))}
    </section>
  );
}

function Answer({ data, answer, id }: { data: Data; answer: Data["groups"][number]["answer"]; id: string }) {
  const { agreement, payers, rules } = answer;
  return (
    <>
      {answer.cannotSay ? (
        <p>
          The split depends on the organisation that buys: {answer.cannotSay} The rules below say how it is
          worked out.
        </p>
      ) : (
        <>
          <p className="nhsuk-lede-text">{answerSentence(data, payers)}</p>
          <DataTable
            id={id}
            caption={`The first year of a cost of ${formatPence(EXAMPLE, { whole: true })} without VAT, as an example`}
            rows={payers}
            rowKey={(payer) => `${payer.payer} ${payer.fundId}`}
            columns={[
              { key: "payer", header: "Payer", rowHeader: true, cell: (payer) => sentence(payer.payer) },
              { key: "fund", header: "From", cell: (payer) => payer.fundName ?? "Its own budget" },
              {
                key: "why",
                header: "Why",
                cell: (payer) =>
                  payer.why.length === 0
                    ? "No agreement covers this, so the buyer pays"
                    : payer.why.map((step) => `Rule ${step.ruleNumber}: ${step.text}`).join(". "),
              },
              { key: "amount", header: "Pays", numeric: true, cell: (payer) => formatPence(payer.amount) },
            ]}
          />
        </>
      )}
      {agreement ? (
        <>
          <p>
            This is the agreement “{agreement.title}” ({agreement.agreementId}, version {agreement.version}),
            in force <PeriodText from={agreement.effectiveFrom} to={agreement.effectiveTo} />. It says:
          </p>
          <ul className="nhsuk-list nhsuk-list--bullet">
            {rules.map((rule) => (
              <li key={rule.ruleNumber}>
                Rule {rule.ruleNumber}: {rule.sentence}
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {answer.notCounted.map((reason) => (
        <p key={reason}>{reason}</p>
      ))}
    </>
  );
}

function Agreements({ agreements }: { agreements: Data["agreements"] }) {
  return (
    <DataTable
      id="agreements"
      caption="Agreements in force"
      rows={agreements}
      rowKey={(row) => row.agreementId}
      empty={
        <EmptyState heading="No agreement is in force">
          <p>Until one is signed, every organisation pays for what it buys.</p>
        </EmptyState>
      }
      columns={[
        {
          key: "title",
          header: "Agreement",
          rowHeader: true,
          cell: (row) => `${row.title} (${row.agreementId}, version ${row.version})`,
        },
        { key: "summary", header: "In short", cell: (row) => row.summary },
        {
          key: "parties",
          header: "Signed by",
          cell: (row) => row.parties.map((party) => party.organisationName).join(", "),
        },
        {
          key: "dates",
          header: "In force",
          cell: (row) => <PeriodText from={row.effectiveFrom} to={row.effectiveTo} />,
        },
      ]}
    />
  );
}

/** "NHS England would pay 60% from Digital Care 2026/27, and the trust 40%." */
function answerSentence(
  data: Data,
  payers: readonly { payer: string; fundName: string | null; amount: Pence }[],
) {
  const parts = payers.map(({ payer, fundName, amount }) => {
    const tenths = (amount * 1_000n) / EXAMPLE;
    const percent = `${tenths / 10n}${tenths % 10n === 0n ? "" : `.${tenths % 10n}`}%`;
    return `${payer} would pay ${percent}${fundName ? ` from ${fundName}` : ""}`;
  });
  const where = data.placeName ? ` in ${data.placeName}` : "";
  const what = COST_CATEGORIES[data.query.category];
  const lot = data.lotName ? ` under ${data.lotName}` : "";
  return `Of the first year’s ${what}${lot}${where}, ${listed(parts)}.`;
}

const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
