import type { PolicyKind } from "../../../core/records.ts";
import { plain } from "../../understanding/index.ts";

/** What happens to cars, homes, trips and people, and to hardly anything else. Folded, as `plain` leaves text. */
const MISHAPS: Readonly<Record<PolicyKind, RegExp>> = {
  auto: /\b(?:bumper|fender|wind(?:screen|shield)|tyres?|tires?|headlights?|tail ?lights?|wing mirror|rear ended|side ?swiped|crash\w*|collision|collided|totaled|parabrisas|parachoques|paragolpes|defensa trasera|faros?|llantas?|neumaticos?|retrovisor|choque|choques|choque con|chocaron|chocado|estrelle|volque)\b/u,
  home: /\b(?:basement|cellar|attic|kitchen|bathroom|bedroom|living room|ceiling|roof|chimney|pipes?|boiler|burst|flooded|leak\w*|burgl\w*|broke into my (?:house|home|flat|apartment)|sotano|atico|cocina|bano|dormitorio|salon|techo|tejado|tuberias?|caldera|inund\w*|goteras?|fuga de agua|entraron a robar|robaron en (?:mi )?casa)\b/u,
  travel:
    /\b(?:suitcases?|luggage|baggage|airline|airport|flight|cruise|passport|maletas?|equipaje|aerolinea|aeropuerto|vuelo|crucero|pasaporte)\b/u,
  health:
    /\b(?:surgery|operated on|operation|hospital\w*|dentist|tooth|teeth|prescription|x ray|broke my (?:arm|leg|wrist|ankle|foot|hand)|cirugia|operaron|operacion|dentista|muelas?|receta medica|me rompi (?:el|la) (?:brazo|pierna|muneca|tobillo|pie|mano))\b/u,
  life: /\b(?:died|passed away|deceased|funeral|fallecio|fallecido|fallecida|murio|defuncion)\b/u,
};

/** The kind of policy a story of a mishap is about; undefined when it tells of several, or of none we know. */
export function kindOfMishap(text: string): PolicyKind | undefined {
  const words = plain(text);
  const kinds = (Object.keys(MISHAPS) as PolicyKind[]).filter((kind) => MISHAPS[kind].test(words));
  return kinds.length === 1 ? kinds[0] : undefined;
}
