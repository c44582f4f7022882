import type { Guard } from "./guard.ts";
import { momentsIn } from "./moments-in.ts";

/** Every day that is named comes from a record or a tool; nothing is "tomorrow" unless they say so. */
export const dates: Guard = ({ reading, facts, evidence: { language } }) => {
  const says: string[] = [];
  if (reading.days.some((day) => !facts.days.has(day))) {
    says.push("A date in the reply is in none of the tool results. Give dates exactly as they do.");
  }
  const moments = momentsIn(reading.sentences, language);
  const known = moments.length > 0 ? facts.moments() : new Set();
  if (moments.some((moment) => !known.has(moment))) {
    says.push(
      "The reply names a day like tomorrow, next week or a weekday. Give the date of the tool results, or none.",
    );
  }
  return says;
};
