/** What the bench's customers ask, over and over; every one has one answer, from their own records, by the bot. */
const QUESTIONS = [
  "hi",
  "what are my policies?",
  "show me my car insurance",
  "is hail damage covered?",
  "how much is my premium and when is it due?",
  "what is the status of my claim?",
  "what is my e-mail address?",
  "thanks",
] as const;

/** How many questions there are before they begin again. */
export const TALK_LENGTH = QUESTIONS.length;

/** The question of a conversation's turn, counted from 0. */
export function question(turn: number): string {
  return QUESTIONS[turn % QUESTIONS.length]!;
}
