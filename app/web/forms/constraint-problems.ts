import { Problem, type ProblemText } from "~/domain/shared/problem";

/*
 * What the database refused, in words. The verbs ask before they write, so that people meet these only when two of them
 * act at the same moment.
 */
const FASTER: ProblemText = {
  title: "Somebody else did this just before you",
  detail: "Look at it as it is now. Nothing was done twice.",
};

const WORDS: Record<string, ProblemText> = {
  award_once_per_shortlist: {
    title: "This shortlist already has an award",
    detail: "A shortlist ends in one award. Open the shortlist to see the order that came of it.",
  },
  order_once_per_award: {
    title: "This award already has its order",
    detail: "Open the award to see the order.",
  },
  order_revision_once: FASTER,
  order_item_once: {
    title: "This item is already in the order",
    detail: "Change the quantity of the item that is there instead of adding it again.",
  },
  order_milestone_position_once: FASTER,
  invoice_once_per_milestone_and_payer: {
    title: "This milestone has already been invoiced",
    detail: "Each payer gets one invoice for a milestone. Open the order to see it.",
  },
  payment_once_per_invoice: {
    title: "This invoice has already been paid",
    detail: "Open the invoice to see when.",
  },
  payment_reference_once: {
    title: "A payment with this reference is already recorded",
    detail: "Check the reference on the bank statement. Each payment has its own.",
  },
  payment_positive: { title: "The payment must be more than £0.00" },
  ledger_account_not_below_floor: {
    title: "There is not enough money for this",
    detail: "Somebody committed money of the same fund at the same moment. Look at the balance as it is now.",
  },
  ledger_transaction_idempotency_key_unique: FASTER,
  allocation_once_per_organisation: {
    title: "This organisation already has an allocation of this fund",
    detail: "Change the allocation that is there.",
  },
  profile_version_once: FASTER,
  application_once_per_need_and_fund: {
    title: "Your organisation already has an open application to this fund for this need",
    detail: "Go on with that one, or withdraw it first.",
  },
  application_assessment_once_per_assessor: FASTER,
  grant_award_once_per_application: FASTER,
  grant_signature_once_per_side: FASTER,
  grant_award_cost_paid_once: {
    title: "Another award pays for one of these costs already",
    detail: "One cost is never paid twice. Open the organisation’s awards to see which.",
  },
  allocation_covers_awards: {
    title: "This allocation would be less than what was awarded from it",
    detail: "Withdraw the award first, or set at least the awarded sum aside.",
  },
  fund_transfer_two_people: {
    title: "Another officer than the one who asked decides on a transfer",
    detail: "Two people stand behind every movement between funds.",
  },
  programme_name_once: {
    title: "Another programme bears this name",
    detail: "Two programmes of one name cannot be told apart. Give this one another name.",
  },
  fund_name_once: {
    title: "Another fund bears this name",
    detail:
      "Two funds of one name cannot be told apart. Give this one another name, for example with its year.",
  },
  programme_sources_are_addresses: {
    title: "One of the programme’s sources is no address on the web",
    detail: "Edit the programme first, and put addresses that begin with https:// in its sources.",
  },
  programme_closed_after_funds: {
    title: "A programme is closed after its funds, and opens none any more",
    detail: "Somebody opened a fund in it, or closed it, at the same moment. Look at it as it is now.",
  },
  fund_agreed_by_payer: {
    title: "The organisation that pays into this fund has not agreed to it",
    detail: "No money goes in before it has. Look at the fund’s page to see what it waits for.",
  },
  fund_payment_two_people: {
    title: "Another person than the one who asked decides for the payer",
    detail: "Two people stand behind every movement of money into a fund.",
  },
  money_request_two_people: {
    title: "Another officer than the one who asked decides",
    detail: "Two people stand behind every movement of the centre’s money.",
  },
  agreement_by_two: {
    title: "Two people stand behind every agreement",
    detail: "Who proposed it does not bring it into force alone. Ask a colleague who may sign.",
  },
  standard_draft_one_open: {
    title: "Somebody began a draft of this standard just before you",
    detail: "A standard has one change at a time. Open the list of drafts to go on with that one.",
  },
  listing_change_one_open: {
    title: "A colleague began an edit of this listing just before you",
    detail: "A listing has one change at a time. Open the listing to go on with that one.",
  },
  invitation_by_two: {
    title: "This invitation waits for a second commercial officer",
    detail: "Somebody else than the one who invited confirms it first.",
  },
  grant_signed_by_another: {
    title: "Another commercial officer signs the memorandum",
    detail: "Whoever decided the award does not sign it for the centre.",
  },
  standard_by_two: {
    title: "Two officers stand behind every change of this standard",
    detail: "Propose it. Another commercial officer than the one who proposed it publishes it.",
  },
  user_email_unique: { title: "Somebody already uses this e-mail address" },
  audit_event_position_once: FASTER,
};

const UNIQUE_VIOLATION = "23505";
const CHECK_VIOLATION = "23514";
const NEVER_CHANGED = "DV001";

interface DatabaseError {
  code?: unknown;
  constraint_name?: unknown;
  message?: unknown;
}

/** The refusal that a database error stands for, or null when it is a fault of ours. */
export function constraintProblem(error: unknown): Problem | null {
  const source = ((error as { cause?: unknown } | null)?.cause ?? error) as DatabaseError | null;
  if (typeof source?.code !== "string") return null;
  const constraint = typeof source.constraint_name === "string" ? source.constraint_name : "";
  const words = WORDS[constraint];
  if (source.code === UNIQUE_VIOLATION) {
    return words ? new Problem("conflict", constraint, words, { constraint }) : null;
  }
  if (source.code === CHECK_VIOLATION) {
    return words ? new Problem("rule-broken", constraint, words, { constraint }) : null;
  }
  if (source.code === NEVER_CHANGED) {
    return new Problem("conflict", "never-changed", {
      title: "This can no longer be changed",
      detail: "It is kept as evidence of what was agreed. Look at it as it is now.",
    });
  }
  return null;
}
