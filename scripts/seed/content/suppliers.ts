import type { SeedSupplier } from "./shapes";
import { ALDER_SYSTEMS } from "./suppliers/alder-systems";
import { BIRCHWOOD_HEALTH } from "./suppliers/birchwood-health";
import { CEDARHOLT_DIAGNOSTICS } from "./suppliers/cedarholt-diagnostics";
import { FELLSIDE_INFORMATICS } from "./suppliers/fellside-informatics";
import { HAZELMERE_CLINICAL } from "./suppliers/hazelmere-clinical";
import { HEATHERMOOR_TECHNOLOGY } from "./suppliers/heathermoor-technology";
import { LARCHGATE_CARE } from "./suppliers/larchgate-care";
import { LIMESTONE_EDGE } from "./suppliers/limestone-edge";
import { ROWANFIELD_DIGITAL } from "./suppliers/rowanfield-digital";
import { SEDGEWATER_CARE_SOFTWARE } from "./suppliers/sedgewater-care-software";
import { THORNBECK_SOFTWARE } from "./suppliers/thornbeck-software";
import { WILLOWMEAD_SYSTEMS } from "./suppliers/willowmead-systems";

/** Every supplier of the demonstration. All are invented; none is a real company. */
export const SUPPLIERS: readonly SeedSupplier[] = [
  ALDER_SYSTEMS,
  BIRCHWOOD_HEALTH,
  ROWANFIELD_DIGITAL,
  HAZELMERE_CLINICAL,
  FELLSIDE_INFORMATICS,
  THORNBECK_SOFTWARE,
  LARCHGATE_CARE,
  HEATHERMOOR_TECHNOLOGY,
  WILLOWMEAD_SYSTEMS,
  SEDGEWATER_CARE_SOFTWARE,
  LIMESTONE_EDGE,
  CEDARHOLT_DIAGNOSTICS,
];
