import { type ListingPart, LISTING_PARTS } from "~/domain/listings/parts";
import { ITEM_KIND_NAMES } from "~/domain/catalogue/listing";
import type { Service } from "~/domain/listings/content";
import { wordsOf } from "~/domain/catalogue/facet-words";
import type { ChangeView } from "~/domain/listings/change-views.server";
import type { Gap } from "~/domain/listings/completeness";
import { interfaceText, listedPriceText, measureText, serviceText } from "~/domain/listings/differences";
import { SummaryList, type SummaryRow } from "~/ui/kit/summary-list";
import { changeHref } from "./change-frame";

const NOT_SAID = "Not said";

const list = (texts: readonly string[]) =>
  texts.length === 0 ? (
    NOT_SAID
  ) : (
    <ul className="nhsuk-list nhsuk-list--bullet nhsuk-u-margin-bottom-0">
      {texts.map((text) => (
        <li key={text}>{text}</li>
      ))}
    </ul>
  );

/** "Associated service Training: Half a day on each ward. £450.00 per day" */
const serviceLine = (service: Service) =>
  [`${ITEM_KIND_NAMES[service.kind]} ${serviceText(service)}`, ...service.prices.map(listedPriceText)].join(
    "; ",
  );

const text = (words: string | null) => (words ? <span className="dt-pre-line">{words}</span> : NOT_SAID);

/** All that a listing says, part by part; with `changing`, each with a way to change it. */
export function ChangeFacts({ change, changing = false }: { change: ChangeView; changing?: boolean }) {
  const { content, capabilities } = change;
  const row = (part: ListingPart, label: string, value: SummaryRow["value"]): SummaryRow => ({
    key: label,
    label,
    value,
    ...(changing ? { change: { href: changeHref(change, part), what: label.toLowerCase() } } : {}),
  });
  const claimed = content.capabilities.map(({ ref, result, epicIds }) => {
    const known = capabilities.find((one) => one.ref === ref);
    const of = known ? ` of ${known.epics.length}` : "";
    return `${known?.name ?? ref}: in ${result === "full" ? "full" : "part"}, ${epicIds.length}${of} epics`;
  });
  return (
    <>
      <h2 className="nhsuk-heading-m">What it says</h2>
      <SummaryList
        rows={[
          row("about", "Name", content.name),
          row("about", "Summary", content.summary),
          row("about", "Description", text(content.description)),
          row("about", "Features", list(content.features)),
          row("about", "Product version", content.productVersion),
          row("about", "Website", text(content.website)),
          row("capabilities", "Capabilities", list(claimed)),
          row("settings", "Care settings", list(content.careSettings.map(wordsOf))),
          row("settings", "Hosting", text(content.hosting && wordsOf(content.hosting))),
          row("settings", "Application types", list(content.applicationTypes.map(wordsOf))),
          row("settings", "Missions", list(content.missions.map(wordsOf))),
          row("measures", "Success measures", list(content.successMeasures.map(measureText))),
          row("settings", "Where the data is kept", text(content.dataLocation)),
          row("interfaces", "Interfaces", list(content.interfaces.map(interfaceText))),
          row("interfaces", "Works with", list(content.integrations)),
          row("terms", "Implementation", text(content.implementation)),
          row("terms", "Service levels", text(content.serviceLevels)),
          row("terms", "Data processing", text(content.dataProcessing)),
          row("terms", "Exit terms", text(content.exitTerms)),
          row("terms", "Roadmap", text(content.roadmap)),
          row(
            "support",
            "Support",
            list(
              [content.supportEmail, content.supportPhone, content.supportHours].filter(
                (one) => one !== null && one !== "",
              ) as string[],
            ),
          ),
          row("prices", "Prices", list(content.prices.map(listedPriceText))),
          row("services", "Services", list(content.services.map(serviceLine))),
        ]}
      />
    </>
  );
}

/** What a buyer will miss, by the part that puts it right. */
export function LintList({ change, lint }: { change: Pick<ChangeView, "id">; lint: readonly Gap[] }) {
  if (lint.length === 0) return null;
  return (
    <>
      <h2 className="nhsuk-heading-m">What a buyer will miss</h2>
      <p>You can send it in as it is. Buyers who compare will look for:</p>
      <ul>
        {lint.map((gap) => (
          <li key={gap.text}>
            {gap.text} <a href={changeHref(change, gap.part)}>Change “{LISTING_PARTS[gap.part]}”</a>
          </li>
        ))}
      </ul>
    </>
  );
}
