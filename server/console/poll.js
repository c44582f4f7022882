// @ts-check

const EVERY_MS = 1000;
const SLOWEST_MS = 8000;

/**
 * Runs a task once a second while the page is visible, never twice at a time, and slower while it fails.
 * @param {() => Promise<void>} task
 * @param {(isLive: boolean) => void} onState told after each run
 * @returns {{ now: () => void }} `now` runs the task at once, or right after the run that is under way
 */
export function makePoller(task, onState) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let isRunning = false;
  let isWanted = false;
  let failures = 0;

  async function run() {
    clearTimeout(timer);
    if (isRunning) {
      isWanted = true;
      return;
    }
    isRunning = true;
    try {
      await task();
      failures = 0;
    } catch {
      failures += 1;
    }
    isRunning = false;
    onState(failures === 0);
    plan();
  }

  function plan() {
    if (document.hidden) return;
    const delay = isWanted ? 0 : Math.min(EVERY_MS * 2 ** failures, SLOWEST_MS);
    isWanted = false;
    timer = setTimeout(now, delay);
  }

  function now() {
    void run();
  }

  document.addEventListener("visibilitychange", () => {
    if (document.hidden) clearTimeout(timer);
    else now();
  });
  now();
  return { now };
}
