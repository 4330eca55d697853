import { RemixBrowser } from "@remix-run/react";
import { StrictMode, startTransition, useEffect } from "react";
import { hydrateRoot } from "react-dom/client";

/** Tells app/ui/kit/enhance.js that React has taken over the page and nhsuk-frontend may now change it. */
function Hydrated() {
  useEffect(() => {
    dispatchEvent(new Event("dovetail:hydrated"));
  }, []);
  return <RemixBrowser />;
}

startTransition(() => {
  hydrateRoot(
    document,
    <StrictMode>
      <Hydrated />
    </StrictMode>,
  );
});
