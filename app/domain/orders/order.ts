import { listed } from "~/domain/shared/sentence";
import { nextState, type StateTable, type StateWords } from "~/domain/shared/state-table";

/** An order, or call-off: what a buyer and a supplier agree under a framework. */
export type OrderState =
  | "in_progress"
  | "awaiting_approval"
  | "awaiting_signature"
  | "live"
  | "completed"
  | "terminated"
  | "cancelled";

export type OrderAction =
  | "change"
  | "submit"
  | "approve"
  | "finish_approval_of"
  | "decline_the_share_of"
  | "accept"
  | "decline"
  | "cancel"
  | "confirm_a_milestone_of"
  | "complete"
  | "reopen"
  | "terminate";

/** What may be done in each state, and where it leads. Server and pages both ask this table. */
export const ORDER_STATES: StateTable<OrderState, OrderAction> = {
  in_progress: { change: "in_progress", submit: "awaiting_approval", cancel: "cancelled" },
  awaiting_approval: {
    approve: "awaiting_approval",
    finish_approval_of: "awaiting_signature",
    decline_the_share_of: "in_progress",
    cancel: "cancelled",
  },
  awaiting_signature: { accept: "live", decline: "in_progress", cancel: "cancelled" },
  live: { confirm_a_milestone_of: "live", complete: "completed", terminate: "terminated" },
  // A payment of it was reversed: it is owed again.
  completed: { reopen: "live" },
  terminated: {},
  cancelled: {},
};

/** How its refusals are said. */
export const ORDER_WORDS: StateWords<OrderState, OrderAction> = {
  actions: {
    change: "change this order",
    submit: "send this order for approval",
    approve: "approve a share of this order",
    finish_approval_of: "finish the approval of this order",
    decline_the_share_of: "decline a share of this order",
    accept: "accept this order",
    decline: "decline this order",
    cancel: "cancel this order",
    confirm_a_milestone_of: "confirm a milestone of this order",
    complete: "complete this order",
    reopen: "open this order again",
    terminate: "terminate this order",
  },
  states: {
    in_progress: "its buyer is filling it in",
    awaiting_approval: "it waits for its payers’ approval",
    awaiting_signature: "it waits for the supplier’s signature",
    live: "it is live, signed by both sides",
    completed: "it is completed",
    terminated: "it was terminated",
    cancelled: "it was cancelled",
  },
};

/** Whether an order in this state can take this action. */
export function allows(state: OrderState, action: OrderAction): boolean {
  return nextState(ORDER_STATES, state, action) !== null;
}

const STATE_WORDS: Record<OrderState, string> = {
  in_progress: "In progress",
  awaiting_approval: "Awaiting approval",
  awaiting_signature: "Awaiting signature",
  live: "Live",
  completed: "Completed",
  terminated: "Terminated",
  cancelled: "Cancelled",
};

/** An order's state as pages say it. */
export function stateWords(state: OrderState): string {
  return STATE_WORDS[state];
}

/** "C010001-01" from the call-off number "C010001", which every revision shares, and revision 1. */
export function callOffId(callOffNumber: string, revision = 1): string {
  return `${callOffNumber}-${String(revision).padStart(2, "0")}`;
}

export type OrderPart =
  | "contacts"
  | "recipients"
  | "dates"
  | "items"
  | "who-pays"
  | "milestones"
  | "kpis"
  | "data-processing";

/** What of an order has been filled in, in the least that the task list needs to know. */
export interface OrderProgress {
  hasBuyerContact: boolean;
  hasSupplierContact: boolean;
  recipients: number;
  startsOn: string | null;
  termMonths: number | null;
  items: number;
  hasSolution: boolean;
  itemsWithoutQuantity: number;
  /** Whether the shares can be worked out; null when it has not been tried. */
  sharesReason: string | null;
  milestoneBasisPoints: number;
  milestones: number;
  dataProcessing: string | null;
  /** Key performance indicators that are set, and how many the order's value asks for. */
  kpis?: number;
  kpisNeeded?: number;
  /** Why none could measure it. */
  noKpisReason?: string | null;
  /** Deliveries and milestones outside the contract's days, each with why. */
  daysNotInContract?: { part: "dates" | "milestones"; text: string }[];
}

export interface MissingPart {
  part: OrderPart;
  /** What to do, as an instruction: "Add a contact for the supplier". */
  text: string;
}

/** Everything that an order still needs before it can be sent for approval, in the order of the task list. */
export function missingParts(order: OrderProgress): MissingPart[] {
  const missing: MissingPart[] = [];
  const need = (part: OrderPart, text: string) => missing.push({ part, text });
  if (!order.hasBuyerContact) need("contacts", "Add a contact at your organisation");
  if (!order.hasSupplierContact) need("contacts", "Add a contact at the supplier");
  if (order.recipients === 0) need("recipients", "Choose at least one organisation that receives the order");
  if (!order.startsOn) need("dates", "Enter the date on which the order starts");
  if (!order.termMonths) need("dates", "Enter the term in months");
  if (order.items === 0) need("items", "Choose at least one item");
  else if (!order.hasSolution) need("items", "Choose a price of the solution that was awarded");
  if (order.itemsWithoutQuantity > 0) {
    const many = order.itemsWithoutQuantity === 1 ? "1 item" : `${order.itemsWithoutQuantity} items`;
    need("items", `Enter a quantity for ${many}`);
  }
  if (order.sharesReason) need("who-pays", order.sharesReason);
  if (order.milestones === 0) need("milestones", "Add at least one milestone");
  else if (order.milestoneBasisPoints !== 10_000) {
    need(
      "milestones",
      `Make the milestones' parts add up to 100%: they are ${order.milestoneBasisPoints / 100}%`,
    );
  }
  for (const { part, text } of order.daysNotInContract ?? []) need(part, text);
  const { kpis = 0, kpisNeeded = 0 } = order;
  if (kpis < kpisNeeded && !order.noKpisReason) {
    need(
      "kpis",
      `Set at least ${kpisNeeded} key performance indicators, or say why none could measure the contract`,
    );
  }
  if (!order.dataProcessing) need("data-processing", "Say whether personal data is processed, and how");
  return missing;
}

/**
 * Who reads why an order is cancelled: the buyer and the centre always, the payers once they were asked, and the supplier
 * once it was asked to sign.
 */
export function cancellationReaders(order: {
  state: OrderState;
  buyerCode: string;
  approvals: readonly { payerCode: string; payerName: string; payerKind: string }[];
  supplier: { name: string };
}): string {
  const { state, buyerCode, approvals, supplier } = order;
  const payers = approvals.filter(({ payerCode }) => payerCode !== buyerCode);
  // The centre reads every order; where it pays, it is named once and by its name.
  const centre = payers.find(({ payerKind }) => payerKind === "national")?.payerName ?? "the centre";
  const asked = payers.map(({ payerName }) => payerName).filter((name) => name !== centre);
  if (state === "awaiting_signature") asked.push(supplier.name);
  const readers = listed(["Your organisation", centre, ...asked]);
  const not = state === "awaiting_signature" ? "" : ` ${supplier.name} cannot: it is not asked to sign.`;
  return `${readers} can read this.${not}`;
}
