import { clearScreenDown, cursorTo, moveCursor } from "node:readline";
import { createInterface } from "node:readline/promises";

/** Where somebody types lines and reads others meanwhile. */
export interface Terminal {
  /** What is typed or piped in, blank lines left out; ends with the input, ^C or ^D. */
  readonly lines: AsyncIterable<string>;
  /** Prints above the line that is being typed, without disturbing it. */
  readonly print: (text: string) => void;
  readonly close: () => void;
}

interface Streams {
  readonly input: NodeJS.ReadStream;
  readonly output: NodeJS.WriteStream;
}

/** Opens the terminal. Lines that are piped in are shown as if they were typed. */
export function openTerminal(prompt: string, { input, output }: Streams): Terminal {
  const isTyped = input.isTTY && output.isTTY;
  const typing = createInterface({ input, output: isTyped ? output : undefined, prompt });
  // Taken at once: lines that are piped in early wait in it.
  const typed = typing[Symbol.asyncIterator]();
  let isOpen = true;
  const close = (): void => {
    if (isOpen) typing.close();
  };
  typing.once("close", () => (isOpen = false));
  typing.on("SIGINT", close);

  async function* read(): AsyncGenerator<string> {
    if (isTyped) typing.prompt();
    for await (const line of typed) {
      const text = line.trim();
      if (!isTyped && text !== "") output.write(`${prompt}${text}\n`);
      if (text !== "") yield text;
      if (isTyped && isOpen) typing.prompt();
    }
  }

  function print(text: string): void {
    if (!isTyped || !isOpen) {
      output.write(`${text}\n`);
      return;
    }
    moveCursor(output, 0, -typing.getCursorPos().rows);
    cursorTo(output, 0);
    clearScreenDown(output);
    output.write(`${text}\n`);
    typing.prompt(true);
  }

  return { lines: read(), print, close };
}
