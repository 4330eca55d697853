import type { Audience } from "./page";

export interface NavigationItem {
  label: string;
  href: string;
}

const PUBLIC: NavigationItem[] = [
  { label: "Solutions", href: "/solutions" },
  { label: "Suppliers", href: "/suppliers" },
  { label: "Standards", href: "/standards" },
  { label: "Frameworks", href: "/frameworks" },
  { label: "Who pays", href: "/who-pays" },
  { label: "Funding", href: "/funding" },
  { label: "Contracts", href: "/contracts" },
];

/** The bar under the header, by audience: own work first, then the public pages that this work needs. */
export const NAVIGATION: Record<Audience | "public", NavigationItem[]> = {
  public: PUBLIC,
  buyer: [
    { label: "Buying", href: "/buying" },
    { label: "Solutions", href: "/solutions" },
    { label: "Standards", href: "/standards" },
    { label: "Frameworks", href: "/frameworks" },
    { label: "Simulator", href: "/simulator" },
    { label: "Who pays", href: "/who-pays" },
    { label: "Applications", href: "/buying/applications" },
    { label: "Funding", href: "/funding" },
    { label: "Contracts", href: "/contracts" },
  ],
  supplier: [
    { label: "Supplying", href: "/supplying" },
    { label: "Listings", href: "/supplying/listings" },
    { label: "Certification", href: "/supplying/certification" },
    { label: "Orders", href: "/supplying/orders" },
    { label: "Invoices", href: "/supplying/invoices" },
    { label: "Solutions", href: "/solutions" },
    { label: "Standards", href: "/standards" },
    { label: "Frameworks", href: "/frameworks" },
  ],
  centre: [
    { label: "Commercial", href: "/commercial" },
    { label: "Certificates", href: "/commercial/certificates" },
    { label: "Orders", href: "/commercial/orders" },
    { label: "Agreements", href: "/commercial/agreements" },
    { label: "Simulator", href: "/simulator" },
    { label: "Funding", href: "/commercial/funding" },
    { label: "Ledger", href: "/commercial/ledger" },
    { label: "Solutions", href: "/solutions" },
    { label: "Standards", href: "/standards" },
    { label: "Frameworks", href: "/frameworks" },
  ],
};

/** The item that holds a path: the longest address that the path starts with. */
export function currentItem(items: readonly NavigationItem[], path: string): NavigationItem | undefined {
  return items
    .filter((item) => path === item.href || path.startsWith(`${item.href}/`))
    .sort((a, b) => b.href.length - a.href.length)[0];
}

export const FOOTER: { heading: string; items: NavigationItem[] }[] = [
  {
    heading: "Using Dovetail",
    items: [
      { label: "Help and contact", href: "/help" },
      { label: "Who pays for what", href: "/who-pays" },
      { label: "Frameworks", href: "/frameworks" },
    ],
  },
  {
    heading: "Open data",
    items: [
      { label: "Data and API", href: "/data" },
      { label: "Contracts published", href: "/contracts" },
      { label: "Standards", href: "/standards" },
    ],
  },
  {
    heading: "About this website",
    items: [
      { label: "Accessibility", href: "/accessibility" },
      { label: "Privacy", href: "/privacy" },
      { label: "Cookies", href: "/cookies" },
    ],
  },
];
