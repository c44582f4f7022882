import { expect, test } from "vitest";
import { readConfig } from "../../../core/config.ts";
import { welcome } from "../../../server/welcome.ts";

const azure = {
  AZURE_OPENAI_KEY: "a-key-of-azure",
  AZURE_OPENAI_ENDPOINT: "https://harbour.openai.azure.com",
  AZURE_OPENAI_DEPLOYMENT: "house-model",
  AZURE_OPENAI_API_VERSION: "2024-10-21",
};

/** The row about the model, without the blanks between its columns. */
function modelRow(environment: Readonly<Record<string, string>>): string | undefined {
  const address = { address: "127.0.0.1", family: "IPv4", port: 3000 };
  const lines = welcome(readConfig(environment), address, undefined).split("\n");
  return lines
    .find((line) => line.startsWith("  model"))
    ?.replace(/ {2,}/g, " | ")
    .trim();
}

test.each([
  [{}, "| model | local classifier and replies | AZURE_OPENAI_KEY"],
  [azure, "| model | Azure OpenAI, house-model; reads what is unclear | MODEL_UNDERSTANDING"],
  [
    { OPENAI_API_KEY: "k", OPENAI_MODEL: "llama", MODEL_UNDERSTANDING: "local" },
    "| model | llama; reads nothing | MODEL_UNDERSTANDING",
  ],
])("%j is told as it is, and how to change it", (environment, row) => {
  expect(modelRow(environment)).toBe(row);
});
