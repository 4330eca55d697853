import { isIP } from "node:net";

/** A variable that cannot stand as it is, and what it should be. */
export interface ConfigurationProblem {
  name: string;
  problem: string;
}

type Source = Record<string, string | undefined>;

/** Variables that mean nothing alone: naming one demands the others. */
const TOGETHER: readonly string[][] = [
  ["STRIPE_SECRET_KEY", "STRIPE_WEBHOOK_SECRET"],
  ["NOTIFY_API_KEY", "NOTIFY_TEMPLATE_ID"],
  ["OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET"],
  ["UPLOADS_BUCKET_URL", "UPLOADS_BUCKET_REGION", "UPLOADS_BUCKET_KEY", "UPLOADS_BUCKET_SECRET"],
];

/** A service that must be set up, or be left out in words. */
const CHOICES = [
  {
    keys: ["STRIPE_SECRET_KEY", "STRIPE_WEBHOOK_SECRET"],
    left: { name: "PAYMENTS", value: "off" },
    without: "run without payments",
  },
  {
    keys: ["NOTIFY_API_KEY", "NOTIFY_TEMPLATE_ID"],
    left: { name: "EMAIL", value: "file" },
    without: "write e-mails as files into MAIL_DIR",
  },
] as const;

/** The names by which a computer reaches only itself; https proves nothing there. */
const LOCAL_HOSTS = ["localhost", "127.0.0.1", "[::1]"];

/** Words of Express for the addresses of one's own networks. */
const OWN_NETWORKS = ["loopback", "linklocal", "uniquelocal"];

/** Whether a value says how many proxies to trust, or names them by address, by network ("10.0.0.0/8") or by word. */
export function namesProxies(value: string): boolean {
  if (/^\d{1,2}$/.test(value)) return true;
  return value.split(",").every((part) => {
    const [address = "", bits, ...more] = part.trim().split("/");
    if (more.length > 0) return false;
    if (bits === undefined) return OWN_NETWORKS.includes(address) || isIP(address) !== 0;
    const most = isIP(address) === 4 ? 32 : 128;
    return isIP(address) !== 0 && /^\d{1,3}$/.test(bits) && Number(bits) <= most;
  });
}

/** Groups of which a part is named and a part is missing. */
export function incompleteGroups(source: Source): ConfigurationProblem[] {
  return TOGETHER.flatMap((group) => {
    const missing = group.filter((name) => !source[name]);
    if (missing.length === 0 || missing.length === group.length) return [];
    const given = group.filter((name) => source[name]).join(" and ");
    return missing.map((name) => ({ name, problem: `missing, and ${given} needs it` }));
  });
}

/** Words that contradict each other: whichever was meant, the other would be a surprise. */
export function contradictions(source: Source, demo: boolean): ConfigurationProblem[] {
  const found: ConfigurationProblem[] = [];
  for (const { keys, left } of CHOICES) {
    const given = keys.filter((name) => source[name]);
    if (!source[left.name] || given.length === 0) continue;
    const problem = `${left.value}, and ${given.join(" and ")} ${given.length > 1 ? "are" : "is"} set: leave one or the other out`;
    found.push({ name: left.name, problem });
  }
  if (demo && /^(sk|rk)_live_/.test(source.STRIPE_SECRET_KEY ?? "")) {
    const problem =
      "a live key, and demonstration mode is on, where anyone may become anyone: use a key that starts with sk_test_";
    found.push({ name: "STRIPE_SECRET_KEY", problem });
  }
  if (source.TODAY && /^(sk|rk)_live_/.test(source.STRIPE_SECRET_KEY ?? "")) {
    const problem = "set beside a live Stripe key: real payments are made on the real day, so leave it out";
    found.push({ name: "TODAY", problem });
  }
  return found;
}

/**
 * What a service on a database of its own lacks: an address for links, and each third party or the word that it is left
 * out. A demonstration brings stand-ins for the third parties; only the address is asked of it.
 */
export function missingToServe(source: Source, demo: boolean): ConfigurationProblem[] {
  const found = publicAddress(source.PUBLIC_URL);
  if (demo) return found;
  for (const { keys, left, without } of CHOICES) {
    if (source[left.name] || keys.some((name) => source[name])) continue;
    const problem = `missing: set it, or ${left.name}=${left.value} to ${without}`;
    found.push(...keys.map((name) => ({ name, problem })));
  }
  return found;
}

function publicAddress(value: string | undefined): ConfigurationProblem[] {
  const name = "PUBLIC_URL";
  if (!value) {
    const problem =
      "missing: with DATABASE_URL set, links in e-mails need the address where people reach the service, https://...";
    return [{ name, problem }];
  }
  // What is no address at all has been named already.
  const url = URL.canParse(value) ? new URL(value) : null;
  if (!url || url.protocol !== "http:" || LOCAL_HOSTS.includes(url.hostname)) return [];
  return [
    { name, problem: "starts with http:// and does not say localhost: write the address with https://" },
  ];
}
