import { describe, expect, it } from "vitest";
import { CERTIFICATE_STATES, whyNotChange, type CertificateState } from "./certificate-state";

const STANDINGS = Object.keys(CERTIFICATE_STATES) as CertificateState[];

describe("what can be done to a certificate", () => {
  it.each(STANDINGS)("is what its table says, and every refusal leads on: %s", (state) => {
    for (const action of ["suspend", "reinstate", "withdraw"] as const) {
      const why = whyNotChange({ number: "DVC-000001", state }, action);
      expect(why === null).toBe(action in CERTIFICATE_STATES[state]);
      expect([undefined, "/commercial/certificates/DVC-000001"]).toContain(why?.public.next?.href);
    }
  });

  it("does not bring a withdrawn one back, and says what to do", () => {
    const why = whyNotChange({ number: "DVC-000001", state: "withdrawn" }, "reinstate")!.public;
    expect(why.title).toContain("a withdrawn certificate does not come back");
    expect(why.detail).toContain("a new claim");
  });
});
