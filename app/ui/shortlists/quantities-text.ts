import {
  isCountedKey,
  labelOf,
  NEED_SERVICES,
  nounOf,
  serviceText,
  type NeedService,
} from "~/domain/pricing/quantity";
import { listed } from "~/domain/shared/sentence";

/** "9,500 registered patients, 40 users and 10 days of implementation" */
export function quantitiesText(quantities: Record<string, string>): string {
  const parts = Object.entries(quantities).map(([unit, quantity]) => {
    if (Object.hasOwn(NEED_SERVICES, unit)) return serviceText(unit as NeedService, BigInt(quantity));
    const words = isCountedKey(unit) ? nounOf(unit) : labelOf(unit).toLowerCase();
    return `${quantity.replaceAll(/\B(?=(\d{3})+(?!\d))/g, ",")} ${words}`;
  });
  return parts.length > 0 ? listed(parts) : "Not entered yet";
}
