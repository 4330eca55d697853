import { createContext } from "react";

/** The nonce of the content security policy; entry.server provides it, root gives it to its scripts. */
export const NonceContext = createContext<string | undefined>(undefined);
