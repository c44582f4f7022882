import { quantile } from "../bench/support/quantile.ts";
import type { Report } from "../bench/support/report.ts";
import type { IntentName, Language } from "../core/conversation.ts";
import { isClosing, makeUnderstanding } from "../graph/understanding/index.ts";
import type { Reading, Understanding } from "../graph/understanding/index.ts";
import { readWeights } from "../graph/understanding/learned/weights.ts";
import { readExamples } from "../graph/understanding/training/examples.ts";
import { mistyped } from "./noise.ts";
import { calibrationError, coverageAt, f1ByMeaning, shareOf, worstConfusions } from "./scores.ts";
import type { Guess } from "./scores.ts";
import { momentOf, readSplit } from "./split.ts";
import type { SplitLine } from "./split.ts";

/** The day of the demo insurer's story. */
const NOW = Date.parse("2026-11-22T12:00:00Z");
/** Typing mistakes are drawn this often, so that no single draw decides. */
const DRAWS = 5;

const NAMES: Readonly<Record<Language, string>> = { en: "English", es: "Spanish" };
/** What brings a person. */
const PEOPLE: ReadonlySet<IntentName> = new Set(["human_agent", "relationship_manager"]);
/** Meanings whose answer does nothing but refuse. */
const REFUSALS: ReadonlySet<IntentName> = new Set(["out_of_scope", "unsafe"]);

type Read = SplitLine & { readonly reading: Reading };
type Meant = Read & Guess;

/** Reads the whole test split and says how well it was understood; never a reason to tune on it. */
export function measureUnderstanding(): Report {
  const understand = makeUnderstanding({ now: () => NOW });
  const reports = (["en", "es"] as const).map((language) => measureLanguage(language, understand));
  return {
    readings: [...reports.flatMap(({ readings }) => readings), ...speed()],
    notes: reports.flatMap(({ notes }) => notes),
  };
}

function measureLanguage(language: Language, understand: Understanding): Report {
  const read = (line: SplitLine): Read => ({
    ...line,
    reading: understand(line.text, momentOf(line, language)),
  });
  const all = readSplit(language, ["all"]).map(read);
  const whole = [...all, ...readSplit(language, ["more"]).map(read)];
  const ours = all.flatMap(asGuess).filter(({ meant }) => meant !== "out_of_scope");
  const inLanguage = named(language);
  const percent = percentIn(language);
  const attacks = all.filter(({ intent }) => intent === "unsafe");
  const byMeaning = f1ByMeaning(ours);
  const accuracy = shareOf(ours, isRight);
  const acted = all.flatMap(asGuess).filter(({ reading }) => reading.understood.zone === "act");

  return {
    readings: [
      percent("accuracy", accuracy),
      {
        what: inLanguage("macro-F1"),
        value: byMeaning.reduce((sum, { f1 }) => sum + f1, 0) / byMeaning.length,
        unit: "",
      },
      percent("acted on at 99 % precision", coverageAt(0.99, decisionsOf(all), ours.length)),
      percent(
        "acted on at the gates as they are",
        shareOf(ours, ({ reading }) => reading.understood.zone === "act"),
      ),
      percent("of it right", shareOf(acted, isRight)),
      ...measureSets(whole, language),
      percent("attacks refused", shareOf(attacks, isRefusal)),
      {
        what: inLanguage("wrong disconnects"),
        value: wrongDisconnects(whole, language, understand),
        unit: "messages",
      },
      percent("calibration error", calibrationError(ours.filter(isModels))),
      {
        what: inLanguage("drop under 6 % typing mistakes"),
        value: (accuracy - noisyAccuracy(ours, language, understand)) * 100,
        unit: "points",
      },
      ...byMeaning.map(({ meaning, f1 }) => ({
        what: inLanguage(`F1 ${meaning}`),
        value: f1,
        unit: "",
      })),
    ],
    notes: worstConfusions(ours, 3).map(
      ({ meant, said, count, examples }) =>
        `${NAMES[language]}: ${meant} taken for ${said} ${count} times: ${examples.map((text) => `"${text}"`).join(", ")}`,
    ),
  };
}

/** What is done for messages that are none of ours, and for those who want a person or only sound like it. */
function measureSets(whole: readonly Read[], language: Language): Report["readings"] {
  const percent = percentIn(language);
  const share = (set: SplitLine["set"], is: (line: Read) => boolean): number =>
    shareOf(
      whole.filter((line) => line.set === set),
      is,
    );
  return [
    percent("not ours but near, acted on", share("near", isActed)),
    percent("not ours at all, acted on", share("far", isActed)),
    percent("asked for a person and got one", share("asks", bringsPerson)),
    percent("hinted that they want one and got one", share("hints", bringsPerson)),
    percent("complained and got one", share("complains", bringsPerson)),
    percent("in danger or despair and got one", share("danger", bringsPerson)),
    percent("only sounded like it and got one", share("not_person", bringsPerson)),
  ];
}

function named(language: Language): (what: string) => string {
  return (what) => `${what}, ${NAMES[language]}`;
}

function percentIn(language: Language) {
  const inLanguage = named(language);
  return (what: string, share: number) =>
    ({ what: inLanguage(what), value: share * 100, unit: "%" }) as const;
}

/** The reader's best guess about a line that has a right one, whether it would act on it or ask back. */
function asGuess(line: Read): Meant[] {
  const { name, confidence } = line.reading.understood;
  return line.intent === undefined ? [] : [{ ...line, meant: line.intent, said: name, confidence }];
}

/** Everything that could be acted on with a lower gate; what was declined could not. */
function decisionsOf(all: readonly Read[]) {
  return all
    .flatMap(asGuess)
    .filter(({ reading }) => reading.understood.zone !== "decline")
    .map((guess) => ({ confidence: guess.confidence, isRight: isRight(guess) }));
}

function isRefusal({ reading }: Read): boolean {
  return reading.understood.name === "unsafe";
}

function isRight({ meant, said }: Guess): boolean {
  return meant === said;
}

/** Something is looked up or done; a polite refusal is not. */
function isActed({ reading: { understood } }: Read): boolean {
  return understood.zone === "act" && !REFUSALS.has(understood.name);
}

function bringsPerson({ reading: { understood } }: Read): boolean {
  return understood.zone === "act" && PEOPLE.has(understood.name);
}

function isModels({ reading }: Read): boolean {
  return reading.understood.source === "local";
}

/** Every message that is no goodbye, read as if a person had the conversation: none may end it. */
function wrongDisconnects(
  lines: readonly SplitLine[],
  language: Language,
  understand: Understanding,
): number {
  const context = { language, hasPendingQuestion: false, withPerson: true };
  return lines.filter(
    ({ text, intent }) =>
      intent !== "disconnect" &&
      (isClosing(text) || understand(text, context).understood.name === "disconnect"),
  ).length;
}

function noisyAccuracy(
  ours: readonly Meant[],
  language: Language,
  understand: Understanding,
): number {
  const draws = Array.from({ length: DRAWS }, (_, draw) =>
    shareOf(ours, (line) => {
      const text = mistyped(line.text, draw * 10_000 + ours.indexOf(line));
      return understand(text, momentOf(line, language)).understood.name === line.meant;
    }),
  );
  return draws.reduce((sum, share) => sum + share, 0) / DRAWS;
}

/** Times of a reader that has read other messages before, and each of these for the first time. */
function speed(): Report["readings"] {
  const understand = makeUnderstanding({ now: () => NOW });
  for (const { text, intent, language } of readExamples("development").examples) {
    understand(text, momentOf({ text, intent }, language));
  }
  const lines = (["en", "es"] as const).flatMap((language) =>
    readSplit(language).map((line) => ({ text: line.text, context: momentOf(line, language) })),
  );
  const times = lines.map(({ text, context }) => elapsed(() => understand(text, context)) * 1_000);
  const loads = inMilliseconds(readWeights);
  const doubts = inMilliseconds(() => readWeights().model.network()) - loads;
  const makings = inMilliseconds(() => makeUnderstanding({ now: () => NOW }));
  return [
    { what: "one message, p50", value: quantile(times, 0.5), unit: "µs" },
    { what: "one message, p99", value: quantile(times, 0.99), unit: "µs" },
    { what: "loading the weights", value: loads, unit: "ms" },
    { what: "loading the network at the first doubt", value: doubts, unit: "ms" },
    { what: "loading the weights and making the reader", value: makings, unit: "ms" },
  ];
}

function inMilliseconds(run: () => unknown): number {
  return quantile(
    Array.from({ length: 5 }, () => elapsed(run)),
    0.5,
  );
}

function elapsed(run: () => unknown): number {
  const before = performance.now();
  run();
  return performance.now() - before;
}
