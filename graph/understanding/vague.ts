/** Words that point at something without saying what it is. */
const VAGUE = new Set(
  `a about actually and anything bit er erm hm hmm it its just kind know like matter maybe of one ones or some something sort stuff that thats the them then there these they thing things thingy this those uh um umm well whatever with you
  algo alguna aquel aquello asunto ay bueno cosa cosas cosita como de el ella eh ello es esa ese eso esta este esto la las lo los mismo o pues que quizas sabe sabes tal tema tu un una y ya`.split(
    /\s+/u,
  ),
);

/** True when several words only point: "that one thingy, you know". */
export function isVague(said: readonly string[]): boolean {
  return said.length > 1 && said.every((word) => VAGUE.has(word));
}
