import { createContext } from "react";
import type { ShellData } from "~/web/shell-data";

/**
 * The frame of a page whose root loader was not asked: after an action that is refused, only the loaders above the error page
 * run, and root is that page. entry.server asks for it, so that who is signed in still reads their own name.
 */
export const RefusedFrameContext = createContext<ShellData | null>(null);
