import type { Audience } from "~/domain/people/role";
import type { FormState } from "~/web/forms/form-state";

/** What every page needs for its frame; made once per request by shell.server. */
export interface ShellData {
  actor: null | {
    name: string;
    organisationName: string;
    organisationCode: string;
    audience: Audience;
    /** True when the person belongs to more than one organisation. */
    canSwitch: boolean;
  };
  /** Demonstration mode: invented data, one click to become a person. */
  demo: boolean;
  /** Names of the local stand-ins in use, for example "Stripe", "GOV.UK Notify". */
  standIns: string[];
  /** False where nobody takes payments: people pay by Bacs and record it. */
  paymentsSetUp: boolean;
  requestId: string;
  version: string;
  /** Path of the page without the query, for marking where one is. */
  path: string;
  /** What was typed on this page when the session ended; the form shows it again. */
  held?: FormState | null;
  /** What the form of this address was answered with (form-draft); "gone" when that is not kept any more. */
  draft?: FormState | "gone" | null;
}
