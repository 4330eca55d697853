import { z } from "zod";
import { words } from "~/web/lists/as-at-query";

/** What one may ask of the list of frameworks, on the page and in its files. */
export const FrameworksQuery = z.object({ state: words });
