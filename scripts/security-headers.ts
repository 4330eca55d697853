import type { RequestHandler } from "express";
import helmet from "helmet";
import type { Env } from "../app/platform/env.server";

/**
 * The headers that tell a browser how little a page may do. Scripts come from our own address only; the nonce is for
 * the inline data of a hydrated page.
 */
export function securityHeaders(env: Env, development: boolean): RequestHandler {
  const https = env.PUBLIC_URL.startsWith("https:");
  // Chromium applies form-action to the redirects that follow a form, too: paying and signing in end elsewhere.
  const formTargets = [
    ...(env.STRIPE_SECRET_KEY ? ["https://checkout.stripe.com", "https://invoice.stripe.com"] : []),
    ...(env.OIDC_ISSUER ? [new URL(env.OIDC_ISSUER).origin] : []),
  ];
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        // Vite's hot reload needs inline scripts, styles and a socket; only in development.
        scriptSrc: development
          ? ["'self'", "'unsafe-inline'"]
          : [
              "'self'",
              (_request, response) =>
                `'nonce-${(response as unknown as { locals: { nonce: string } }).locals.nonce}'`,
            ],
        styleSrc: development ? ["'self'", "'unsafe-inline'"] : ["'self'"],
        connectSrc: development ? ["'self'", "ws:"] : ["'self'"],
        imgSrc: ["'self'", "data:"],
        objectSrc: ["'none'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'", ...formTargets],
        ...(https ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    strictTransportSecurity: https ? { maxAge: 365 * 24 * 60 * 60, includeSubDomains: true } : false,
    referrerPolicy: { policy: "same-origin" },
    crossOriginEmbedderPolicy: false,
    xFrameOptions: { action: "deny" },
  });
}
