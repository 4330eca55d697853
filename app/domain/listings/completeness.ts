import { checkPrice } from "~/domain/pricing/price";
import { NEED_UNIT_NAMES, quantityKey } from "~/domain/pricing/quantity";
import { allPrices, type ListingContent } from "./content";
import { priceOfListed } from "./listed-price";
import type { ListingPart } from "./parts";

export interface Gap {
  part: ListingPart;
  text: string;
}

/** What keeps a listing from being sent in, in words for its supplier; empty when nothing does. */
export function listingGaps(content: ListingContent): Gap[] {
  const gaps: Gap[] = [];
  const need = (part: ListingPart, given: unknown, words: string) => {
    if (!given) gaps.push({ part, text: words });
  };
  need("about", content.name && content.summary, "Give the solution a name and a summary.");
  need("about", content.description, "Describe what the solution does.");
  need("about", content.features.length > 0, "Name at least one feature.");
  need("about", content.productVersion, "Say which version of the product this is.");
  need("capabilities", content.capabilities.length > 0, "Claim at least one capability.");
  need("settings", content.careSettings.length > 0, "Choose at least one care setting.");
  need("settings", content.hosting, "Say how it is hosted.");
  need("settings", content.applicationTypes.length > 0, "Choose at least one application type.");
  need("settings", content.dataLocation, "Say where the data is kept.");
  need("terms", content.implementation, "Say how it is put into use, and how long that takes.");
  need("terms", content.serviceLevels, "State the service levels.");
  need("terms", content.dataProcessing, "Say what personal data is processed, and on what terms.");
  need("terms", content.exitTerms, "State the exit terms: how a buyer gets its data and leaves.");
  need(
    "support",
    content.supportEmail || content.supportPhone,
    "Give an e-mail address or a telephone number.",
  );
  need("support", content.supportHours, "Say when support answers.");
  need("prices", content.prices.length > 0, "Enter at least one price.");
  for (const { name, prices } of content.services)
    need("services", prices.length > 0, `${name}: enter at least one price, or remove the service.`);
  for (const { price, of } of allPrices(content))
    for (const words of checkPrice(priceOfListed(price)))
      gaps.push({
        part: of ? "services" : "prices",
        text: `${of ? `${of}, price` : "Price"} ${price.unitText}: ${words}`,
      });
  return gaps;
}

/** A capability with the epics that it has, as the catalogue's reference data names them. */
export interface KnownCapability {
  ref: string;
  name: string;
  epics: readonly { id: string; name: string; level: string }[];
}

const FEW_WORDS = 60;
const FEW_FEATURES = 3;
const LONG_SUMMARY = 160;

const wordsIn = (text: string) => text.split(/\s+/).filter(Boolean).length;

/** What a buyer will miss in a listing, in sentences for its supplier. It stops nothing; what does is a gap. */
export function listingLint(content: ListingContent, known: readonly KnownCapability[]): Gap[] {
  const found: Gap[] = [];
  const miss = (part: ListingPart, missing: boolean, words: string) => {
    if (missing) found.push({ part, text: words });
  };
  const { description, summary, features, exitTerms, serviceLevels } = content;
  const described = wordsIn(description);
  miss(
    "about",
    description !== "" && described < FEW_WORDS,
    `The description has ${described} ${described === 1 ? "word" : "words"}. Buyers compare what a solution does and does not do: say both.`,
  );
  miss(
    "about",
    summary.length > LONG_SUMMARY,
    `The summary has ${summary.length} characters. Lists show one line, about ${LONG_SUMMARY}.`,
  );
  miss(
    "about",
    features.length > 0 && features.length < FEW_FEATURES,
    `Name at least ${FEW_FEATURES} features: they stand side by side when buyers compare.`,
  );
  miss("about", content.website === null, "There is no link to your own page about the solution.");
  for (const text of missingMusts(content, known)) found.push({ part: "capabilities", text });
  miss(
    "interfaces",
    content.interfaces.length === 0,
    "No interface is declared, so buyers cannot see whether it exchanges data with the systems that they run.",
  );
  miss("settings", content.missions.length === 0, "It is found under no mission of the government’s five.");
  miss(
    "terms",
    exitTerms !== "" && !/\d/.test(exitTerms),
    "The exit terms name no number: buyers look for days until they have their data, and what it costs.",
  );
  miss(
    "terms",
    serviceLevels !== "" && !/\d/.test(serviceLevels),
    "The service levels name no number: buyers look for an availability and a time to answer.",
  );
  miss("terms", content.roadmap === "", "There is no roadmap: buyers sign for years and ask what is coming.");
  miss(
    "measures",
    content.successMeasures.length === 0,
    "No success measure is named: buyers write in their business case what changes, and by how much.",
  );
  miss(
    "services",
    !content.services.some(({ kind }) => kind === "associated_service"),
    "No training or implementation is priced as an associated service: buyers add up the whole cost.",
  );
  const counted = content.prices.map((price) => quantityKey(price));
  miss(
    "prices",
    counted.length > 0 && !counted.some((key) => (NEED_UNIT_NAMES as string[]).includes(key)),
    "No price is per patient, bed, user, location, practice or item, so it stands last when buyers sort by price.",
  );
  return found;
}

/** Who claims a capability in full claims each of its MUST epics. */
function missingMusts(content: ListingContent, known: readonly KnownCapability[]): string[] {
  return content.capabilities.flatMap(({ ref, result, epicIds }) => {
    const capability = known.find((one) => one.ref === ref);
    if (!capability || result !== "full") return [];
    const missing = capability.epics.filter((epic) => epic.level === "MUST" && !epicIds.includes(epic.id));
    if (missing.length === 0) return [];
    const first = missing[0]!.name;
    const others = missing.length > 1 ? ` and ${missing.length - 1} more` : "";
    return [`${capability.name} is claimed in full without its MUST epic “${first}”${others}.`];
  });
}
