import { formatPence } from "~/domain/money/format";
import type { Pence } from "~/domain/money/money";
import { formatDay, type Day } from "~/domain/shared/day";
import { checkCeiling, whyNotLive } from "./framework";
import { ROUTE_NAMES, type Route, type RouteAnswer, type RouteInputs, type RouteReason } from "./route";
import { numberOf, ruleOn, thresholdKnownUntil, thresholdOn } from "./rule";

const pounds = (amount: Pence) => formatPence(amount, { whole: true });

/** Collects the reasons of one route; a rule that is not on record for the day closes it. */
class Reasons {
  readonly found: RouteReason[] = [];

  constructor(private readonly inputs: RouteInputs) {}

  /** Answers the rule, or notes that there is none and closes the route. */
  rule(ruleId: string) {
    const rule = ruleOn(this.inputs.rules, ruleId, this.inputs.on);
    if (!rule && !this.found.some((reason) => reason.ruleId === ruleId && reason.reference === "")) {
      this.found.push({
        ruleId,
        reference: "",
        effect: "closes",
        text: `No rule ${ruleId} is on record for ${formatDay(this.inputs.on)}, so this route stays closed until the centre records it.`,
      });
    }
    return rule;
  }

  add(ruleId: string, effect: RouteReason["effect"], text: string) {
    const rule = this.rule(ruleId);
    if (rule) this.found.push({ ruleId, reference: rule.reference, effect, text });
  }

  answer(route: Route): RouteAnswer {
    const order = { closes: 0, warns: 1, allows: 2 };
    const reasons = [...this.found].sort((a, b) => order[a.effect] - order[b.effect]);
    const open = !reasons.some((reason) => reason.effect === "closes");
    return { route, name: ROUTE_NAMES[route], open, reasons };
  }
}

/** What holds for every call-off: the framework is live, the buyer named, the lot's limits and the ceiling kept. */
function checkCallOff(inputs: RouteInputs, reasons: Reasons) {
  const { framework, lot, buyer, on, valueIncVat, termMonths } = inputs;
  const notLive = whyNotLive(framework, on);
  if (notLive) reasons.add("PA-05", "closes", notLive);
  else reasons.add("PA-05", "allows", `${framework.name} is live until ${formatDay(framework.endsOn)}.`);
  if (!lot.eligibleBuyerKinds.includes(buyer.kind)) {
    reasons.add("PA-05", "closes", `${buyer.name} is not of a kind that may buy from ${lotName(inputs)}.`);
  }
  if (lot.maximumValue !== null && valueIncVat !== null && valueIncVat > lot.maximumValue) {
    reasons.add(
      "PA-02",
      "closes",
      `${pounds(valueIncVat)} including VAT is over this lot's largest value of ${pounds(lot.maximumValue)}.`,
    );
  }
  if (lot.minimumValue !== null && valueIncVat !== null && valueIncVat < lot.minimumValue) {
    reasons.add(
      "PA-02",
      "closes",
      `${pounds(valueIncVat)} including VAT is under this lot's smallest value of ${pounds(lot.minimumValue)}.`,
    );
  }
  if (termMonths < lot.minimumTermMonths) {
    reasons.add(
      "PA-02",
      "closes",
      `A term of ${termMonths} months is under this lot's shortest term of ${lot.minimumTermMonths} months.`,
    );
  }
  if (termMonths > lot.maximumTermMonths) {
    reasons.add(
      "PA-02",
      "closes",
      `A term of ${termMonths} months is over this lot's longest term of ${lot.maximumTermMonths} months.`,
    );
  }
  const limited = lot.minimumValue ?? lot.maximumValue ?? lot.directAwardLimit ?? lot.competitionLimit;
  if (valueIncVat === null && (limited !== null || framework.ceiling !== null)) {
    reasons.add(
      "PA-02",
      "warns",
      "What it comes to is not known before a solution is chosen: the limits of the lot and of the framework are checked then.",
    );
  }
  reasons.rule("PA-02");
  checkFrameworkCeiling(inputs, reasons);
  checkAccreditation(inputs, reasons);
}

function lotName({ lot }: RouteInputs): string {
  return `lot ${lot.number}, ${lot.name}`;
}

function checkFrameworkCeiling(
  { framework, ceilingUsed, valueIncVat, on, rules }: RouteInputs,
  reasons: Reasons,
) {
  const rule = reasons.rule("PA-09");
  if (!rule || framework.ceiling === null || valueIncVat === null) return;
  const warnPercent = numberOf(rule, "warnPercent");
  const refusePercent = numberOf(rule, "refusePercent");
  if (warnPercent === null || refusePercent === null) {
    const dated = ruleOn(rules, "PA-09", on)!;
    reasons.add("PA-09", "closes", `Rule ${dated.id} states no limits, so the ceiling cannot be checked.`);
    return;
  }
  const check = checkCeiling(framework.ceiling, ceilingUsed, valueIncVat, { warnPercent, refusePercent });
  if (check.level === "over") reasons.add("PA-09", "closes", check.text);
  if (check.level === "warn") reasons.add("PA-09", "warns", check.text);
}

function checkAccreditation({ framework, buyer, on }: RouteInputs, reasons: Reasons) {
  if (buyer.kind !== "trust") return; // NHS-01 binds trusts, by the NHS Standard Contract
  if (framework.accreditedUntil !== null && framework.accreditedUntil >= on) {
    const until = formatDay(framework.accreditedUntil);
    reasons.add("NHS-01", "allows", `${framework.name} is accredited until ${until}, as a trust needs it.`);
    return;
  }
  const why =
    framework.accreditedUntil === null
      ? "has no accreditation on record"
      : `was accredited until ${formatDay(framework.accreditedUntil)}`;
  reasons.add("NHS-01", "closes", `A trust buys from accredited frameworks, and ${framework.name} ${why}.`);
}

/** Candidates that may be awarded to; the others are named with their reasons, and none left closes the route. */
function checkCandidates(inputs: RouteInputs, reasons: Reasons) {
  const { candidates } = inputs;
  if (candidates.length === 0) {
    reasons.add("PA-12", "closes", "No solution is being considered. Add one to the shortlist.");
    return;
  }
  const active = candidates.filter((candidate) => candidate.lotStatus === "active" && candidate.inLot);
  for (const candidate of candidates) {
    if (active.includes(candidate)) continue;
    const text = lotStatusText(candidate, lotName(inputs));
    reasons.add("PA-12", active.length === 0 ? "closes" : "warns", text);
  }
  const able = active.filter((candidate) => candidate.compliant);
  for (const candidate of active) {
    if (candidate.compliant) continue;
    const text = `${candidate.solutionName} does not meet every required standard on ${formatDay(inputs.on)}.`;
    reasons.add("NHS-06", able.length === 0 ? "closes" : "warns", text);
  }
  reasons.rule("PA-12");
  reasons.rule("NHS-06");
}

function lotStatusText(candidate: RouteInputs["candidates"][number], lot: string): string {
  const because = candidate.lotStatusReason ? `: ${candidate.lotStatusReason}` : ".";
  if (candidate.lotStatus === "not-admitted") return `${candidate.supplierName} is not a supplier of ${lot}.`;
  if (candidate.lotStatus === "suspended")
    return `${candidate.supplierName} is suspended in ${lot}${because}`;
  if (candidate.lotStatus === "excluded")
    return `${candidate.supplierName} is excluded from ${lot}${because}`;
  return `${candidate.solutionName} is not offered in ${lot}.`;
}

function directAward(inputs: RouteInputs): RouteAnswer {
  const reasons = new Reasons(inputs);
  const { lot, valueIncVat } = inputs;
  checkCallOff(inputs, reasons);
  checkCandidates(inputs, reasons);
  if (inputs.activeSuppliersInLot === 1) {
    reasons.add("PA-06", "allows", "The lot has a single active supplier.");
  } else if (lot.directAwardMechanism) {
    reasons.add("PA-06", "allows", "The framework states an objective mechanism that names the supplier.");
  } else {
    reasons.add(
      "PA-06",
      "closes",
      "The framework states no objective mechanism for this lot, so its suppliers must compete.",
    );
  }
  if (lot.directAwardLimit !== null && valueIncVat !== null && valueIncVat > lot.directAwardLimit) {
    reasons.add(
      "PA-06",
      "closes",
      `${pounds(valueIncVat)} including VAT is over this lot's direct award limit of ${pounds(lot.directAwardLimit)}.`,
    );
  }
  reasons.add(
    "PA-07",
    "allows",
    "The mechanism's inputs, filters, ranking and tie-break are kept as evidence.",
  );
  return reasons.answer("direct_award");
}

function furtherCompetition(inputs: RouteInputs): RouteAnswer {
  const reasons = new Reasons(inputs);
  const { lot, valueIncVat, activeSuppliersInLot } = inputs;
  checkCallOff(inputs, reasons);
  if (activeSuppliersInLot === 0) reasons.add("PA-12", "closes", "The lot has no active supplier to invite.");
  else if (activeSuppliersInLot === 1) {
    reasons.add("PA-06", "warns", "The lot has a single active supplier, so there would be one bid.");
  }
  if (lot.competitionLimit !== null && valueIncVat !== null && valueIncVat > lot.competitionLimit) {
    reasons.add(
      "PA-06",
      "closes",
      `${pounds(valueIncVat)} including VAT is over this lot's competition limit of ${pounds(lot.competitionLimit)}.`,
    );
  }
  reasons.add("PA-06", "allows", "Competition among the framework's suppliers is the usual way.");
  reasons.add("PA-08", "allows", "Use the framework's award criteria. You may refine them, not add others.");
  reasons.rule("PA-12");
  return reasons.answer("further_competition");
}

/** NHS-01 sends a trust to an accredited framework where one covers the need. */
function checkOutside(inputs: RouteInputs, reasons: Reasons) {
  const { framework, buyer, on } = inputs;
  if (buyer.kind !== "trust") return;
  const covered =
    whyNotLive(framework, on) === null &&
    framework.accreditedUntil !== null &&
    framework.accreditedUntil >= on;
  if (covered) {
    reasons.add(
      "NHS-01",
      "closes",
      `${framework.name} is accredited and covers this need, so a trust buys from it.`,
    );
  }
}

function belowThreshold(inputs: RouteInputs): RouteAnswer {
  const reasons = new Reasons(inputs);
  const { on, valueIncVat, buyer, thresholds } = inputs;
  checkOutside(inputs, reasons);
  const id = buyer.kind === "national" ? "goods-services-central" : "goods-services-sub-central";
  const threshold = thresholdOn(thresholds, id, on);
  if (!threshold) {
    reasons.add("PA-01", "closes", noThreshold(thresholds, id, on));
  } else if (valueIncVat === null) {
    reasons.add(
      "PA-01",
      "warns",
      `Whether this is under the threshold of ${pounds(threshold.amount)} including VAT for ${buyer.name} is not known yet: choose a solution first.`,
    );
  } else if (valueIncVat >= threshold.amount) {
    reasons.add(
      "PA-01",
      "closes",
      `${pounds(valueIncVat)} including VAT is not under the threshold of ${pounds(threshold.amount)} for ${buyer.name}.`,
    );
  } else {
    reasons.add(
      "PA-01",
      "allows",
      `${pounds(valueIncVat)} including VAT is under the threshold of ${pounds(threshold.amount)} for ${buyer.name}.`,
    );
  }
  checkNotifiable(inputs, reasons);
  return reasons.answer("below_threshold");
}

function noThreshold(thresholds: RouteInputs["thresholds"], id: string, on: Day): string {
  const none = `No threshold ${id} is on record for ${formatDay(on)}`;
  const last = thresholdKnownUntil(thresholds, id);
  return last === null || last >= on
    ? `${none}.`
    : `${none}: those on record end on ${formatDay(last)}, so this route stays closed until the centre records the new ones.`;
}

function checkNotifiable({ buyer, valueIncVat }: RouteInputs, reasons: Reasons) {
  const rule = reasons.rule("PA-27");
  const from =
    rule && numberOf(rule, buyer.kind === "national" ? "notifiablePoundsCentral" : "notifiablePounds");
  if (!rule || from === null) return;
  const limit = (BigInt(from) * 100n) as Pence;
  if (valueIncVat !== null && valueIncVat < limit) return;
  const text = `From ${pounds(limit)} including VAT a notice comes first if you advertise, and a contract details notice after.`;
  reasons.add("PA-27", "warns", text);
}

function openProcedure(inputs: RouteInputs): RouteAnswer {
  const reasons = new Reasons(inputs);
  checkOutside(inputs, reasons);
  const rule = reasons.rule("PA-28");
  const days = rule && numberOf(rule, "tenderDays");
  const least = days === null ? "" : ` Suppliers have at least ${days} days to answer an electronic tender.`;
  const text = `Anybody may answer a tender on Find a Tender. It is run there, not here.${least}`;
  reasons.add("PA-28", "allows", text);
  return reasons.answer("open_procedure");
}

/**
 * Which routes to market are open for a purchase on a day, and which rule closes the others. The rules and thresholds
 * are those in force on that day; what is not on record closes a route rather than opens it. Values include VAT over
 * the whole term with options (PA-01).
 */
export function checkRoutes(inputs: RouteInputs): RouteAnswer[] {
  return [directAward(inputs), furtherCompetition(inputs), belowThreshold(inputs), openProcedure(inputs)];
}
