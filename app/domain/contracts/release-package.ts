export interface PackageFrame {
  uri: string;
  publishedAt: Date;
  publisherName: string;
}

const EXTENSIONS = [
  "https://standard.open-contracting.org/profiles/eu/latest/en/extension.json",
  "https://raw.githubusercontent.com/open-contracting-extensions/ocds_budget_breakdown_extension/master/extension.json",
  "https://raw.githubusercontent.com/open-contracting-extensions/ocds_contract_completion_extension/master/extension.json",
  "https://raw.githubusercontent.com/open-contracting-extensions/ocds_metrics_extension/master/extension.json",
  "https://raw.githubusercontent.com/cabinetoffice/ocds_uk_extension/main/extension.json",
];

/** Releases in the envelope that the standard asks for. */
export function releasePackage(releases: readonly unknown[], frame: PackageFrame) {
  return {
    uri: frame.uri,
    version: "1.1",
    extensions: EXTENSIONS,
    publishedDate: frame.publishedAt.toISOString(),
    publisher: { name: frame.publisherName },
    license: "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
    releases,
  };
}
