import { listed } from "~/domain/shared/sentence";

/** The roles that approve what their organisation pays, and so accept by which rules it pays. */
export const ACCEPTING_ROLES: readonly string[] = ["approver", "commercial_officer"];

/** A version of an agreement that somebody accepts, or accepted, for an organisation that is no party to it. */
export interface ToAccept {
  agreementId: string;
  version: number;
  title: string;
}

/** "By approving you accept ... for your organisation" before it is done; null when there is nothing to accept. */
export function acceptanceText(toAccept: readonly ToAccept[]): string | null {
  if (toAccept.length === 0) return null;
  const named = toAccept.map(
    ({ title, agreementId, version }) => `${title} (${agreementId}, version ${version})`,
  );
  const list = listed(named);
  return `Your organisation pays by ${list} for the first time and has not signed it. By approving this share you accept it for your organisation: your name, role and the moment are kept with it.`;
}
