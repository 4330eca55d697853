import type { TaskList } from "graphile-worker";
import { announceAnnualCharges } from "./announce-annual-charges";
import { expireCertificates } from "./expire-certificates";
import { expireReservations } from "./expire-reservations";
import { pruneForgotten } from "./prune-forgotten";
import { publishRelease } from "./publish-release";
import { receiveStripeEvent } from "./receive-stripe-event";
import { recordComplianceJob } from "./record-compliance";
import { recomputeLedger } from "./recompute-ledger";
import { runMarket } from "./run-market";
import { sendEmail } from "./send-email";
import { sendInvoice } from "./send-invoice";
import { settleStripeInvoice } from "./settle-stripe-invoice";

/** Every job by its name; the names and what each is told stand in app/platform/queue.server. */
export const jobs: TaskList = {
  "announce-annual-charges": announceAnnualCharges,
  "expire-certificates": expireCertificates,
  "expire-reservations": expireReservations,
  "recompute-ledger": recomputeLedger,
  "record-compliance": recordComplianceJob,
  "prune-forgotten": pruneForgotten,
  "publish-release": publishRelease,
  "receive-stripe-event": receiveStripeEvent,
  "run-market": runMarket,
  "send-email": sendEmail,
  "send-invoice": sendInvoice,
  "settle-stripe-invoice": settleStripeInvoice,
};

/** When jobs run by themselves: minute hour day month weekday name (UTC). */
export const crontab = [
  "30 2 * * * expire-reservations ?fill=1d&max=5",
  "0 3 * * * recompute-ledger ?fill=1d&max=5",
  "15 3 * * * record-compliance ?fill=1d&max=5",
  "30 3 * * * prune-forgotten ?fill=1d&max=5",
  "30 5 * * * announce-annual-charges ?fill=1d&max=5",
  "0 6 * * * expire-certificates ?fill=1d&max=5",
].join("\n");
