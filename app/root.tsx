import {
  data,
  type HeadersFunction,
  type LinksFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
} from "@remix-run/node";
import {
  Links,
  Meta,
  Outlet,
  Scripts,
  useMatches,
  useRouteError,
  useRouteLoaderData,
  type ShouldRevalidateFunctionArgs,
} from "@remix-run/react";
// A ?url import is Vite's: its default export is the address of the file.
// oxlint-disable-next-line import/default
import nhsukScript from "nhsuk-frontend/dist/nhsuk/nhsuk-frontend.min.js?url";
import nhsukStyles from "nhsuk-frontend/dist/nhsuk/nhsuk-frontend.min.css?url";
import { useContext, type ReactNode } from "react";
import appStyles from "~/ui/kit/app.css?url";
import enhanceScript from "~/ui/kit/enhance.js?url";
import { ErrorPage } from "~/ui/kit/error-page";
import { FormTokenContext } from "~/ui/kit/form";
import { NonceContext } from "~/ui/kit/nonce";
import { NotificationBanner, pageTitle, type ShellData } from "~/ui/kit/page";
import { refusalOf } from "~/ui/kit/refusal";
import { refreshSeconds, wantsHydration } from "~/ui/kit/route-handle";
import { RefusedFrameContext } from "~/ui/kit/refused-frame";
import { PageShell } from "~/ui/kit/shell";
import { DRAFT_HOURS } from "~/web/forms/form-draft";
import { shellData } from "~/web/shell.server";

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const { shell, status } = await shellData(request, context);
  return data(shell, { status });
};

/** The form token is the request's id, so a hydrated page needs a fresh one after each action. */
export const shouldRevalidate = ({ formMethod, defaultShouldRevalidate }: ShouldRevalidateFunctionArgs) =>
  formMethod !== undefined || defaultShouldRevalidate;

/** A refusal that says when to try again says it in the header, too. */
export const headers: HeadersFunction = ({ errorHeaders }) => {
  const wait = errorHeaders?.get("Retry-After");
  return new Headers(wait ? { "Retry-After": wait } : {});
};

export const links: LinksFunction = () => [
  { rel: "stylesheet", href: nhsukStyles },
  { rel: "stylesheet", href: appStyles },
  { rel: "icon", href: "/favicon.svg", type: "image/svg+xml" },
];

export const meta: MetaFunction = ({ error }) => [
  {
    title: error ? pageTitle(refusalOf(error).title) : pageTitle("Compliant technology for health and care"),
  },
];

/** A page whose root loader failed still has a frame; it claims nothing about who is signed in. */
const ANONYMOUS: ShellData = {
  actor: null,
  demo: false,
  standIns: [],
  paymentsSetUp: true,
  requestId: "",
  version: "",
  path: "/",
};

export function Layout({ children }: { children: ReactNode }) {
  const own = useRouteLoaderData<ShellData>("root");
  const refused = useContext(RefusedFrameContext);
  const shell = own ?? refused ?? ANONYMOUS;
  const nonce = useContext(NonceContext);
  const matches = useMatches();
  // The script knows only what the loaders said: it would put the frame of nobody in place of a refused frame.
  const hydrate = Boolean(own) && wantsHydration(matches);
  const refresh = refreshSeconds(matches);
  return (
    <html lang="en-GB" data-hydrate={hydrate ? "" : undefined} data-refresh-seconds={refresh ?? undefined}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="theme-color" content="#005eb8" />
        <Meta />
        <Links />
        <link rel="modulepreload" href={nhsukScript} data-enhance="" />
        {/* With script, enhance.js replaces the live parts in place; a reload would move focus. */}
        {refresh ? (
          <noscript>
            <meta httpEquiv="refresh" content={String(refresh)} />
          </noscript>
        ) : null}
        <script type="module" src={enhanceScript} />
      </head>
      <body suppressHydrationWarning>
        <FormTokenContext.Provider value={shell.requestId || undefined}>
          <PageShell shell={shell}>{children}</PageShell>
        </FormTokenContext.Provider>
        {hydrate ? <Scripts nonce={nonce} /> : null}
      </body>
    </html>
  );
}

export default function App() {
  const shell = useRouteLoaderData<ShellData>("root");
  return (
    <>
      {shell?.draft === "gone" ? (
        <NotificationBanner heading="What you typed here is not kept any more" id="draft-gone">
          <p>It was sent, or {DRAFT_HOURS} hours have passed. Opening this page again did nothing.</p>
        </NotificationBanner>
      ) : null}
      <Outlet />
    </>
  );
}

export function ErrorBoundary() {
  const shell = useRouteLoaderData<ShellData>("root");
  return <ErrorPage {...refusalOf(useRouteError(), shell?.requestId)} />;
}
