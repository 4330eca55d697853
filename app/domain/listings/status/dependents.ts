import type { Day } from "~/domain/shared/day";

export interface DependentOrder {
  id: string;
  title: string;
  buyerCode: string;
  buyerName: string;
  /** Its last day; null while its dates are not set. */
  endsOn: Day | null;
}

/** What rests on a listing: contracts, orders on their way, and shortlists that are not awarded. */
export interface ListingDependents {
  live: DependentOrder[];
  drafts: DependentOrder[];
  shortlists: { id: string; name: string; buyerCode: string; buyerName: string }[];
}
