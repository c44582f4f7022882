import type { Choice } from "../../core/conversation.ts";
import { meaningOf } from "./offer.ts";
import { allReplies } from "../replies/index.ts";
import { plain } from "../understanding/index.ts";

/** Tell no choice from another. */
const EMPTY = new Set(
  `a an the my your one or and of to for with in on it is this that please pls i want would like take choose pick option id what you can do with talk
  un una el la los las mi mis su lo de del a al o y en con por favor porfa quiero deseo elijo opcion que esta es puede hablar`.split(
    /\s+/u,
  ),
);

/**
 * The one choice whose title a text repeats, in whatever language, case and spelling, or whose telling words it names and
 * nothing besides. Yes and no are more than their titles, so they are not looked for here.
 */
export function titledChoice(text: string, offered: readonly Choice[]): Choice | undefined {
  const choices = offered.filter(({ id }) => !["yes", "no"].includes(meaningOf(id)));
  const exact = choices.filter((choice) =>
    titlesOf(choice).some((title) => squeezed(title) === squeezed(text)),
  );
  if (exact.length === 1) return exact[0];
  const said = tellingWords(text);
  if (said.length === 0) return undefined;
  const named = choices.filter((choice) =>
    titlesOf(choice).some((title) => {
      const words = tellingWords(title);
      // "E-mail" is two words and "email" is one.
      return said.every((word) => words.includes(word)) || said.join("") === words.join("");
    }),
  );
  return named.length === 1 ? named[0] : undefined;
}

function titlesOf({ id, title }: Choice): readonly string[] {
  const meaning = meaningOf(id);
  const known = allReplies.flatMap(({ choice, intent, terms }) =>
    [choice, intent, terms.language].map((titles) => new Map(Object.entries(titles)).get(meaning)),
  );
  return [title, ...known.filter((each) => each !== undefined)];
}

function squeezed(text: string): string {
  return plain(text).replaceAll(" ", "");
}

function tellingWords(text: string): readonly string[] {
  return plain(text)
    .split(" ")
    .filter((word) => word !== "" && !EMPTY.has(word));
}
