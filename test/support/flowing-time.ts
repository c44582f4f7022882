/** The wall's clock as a house's own, which a test may put forward. */
export interface FlowingTime {
  now: number;
  jump(ms: number): void;
}

/** Makes one that shows the right time. */
export function makeFlowingTime(): FlowingTime {
  let aheadMs = 0;
  let newest = 0;
  return {
    // No two moments are alike, so that order by time means something.
    get now() {
      newest = Math.max(newest + 1, Date.now() + aheadMs);
      return newest;
    },
    // A house of the tests pushes its clock a little at each look; this one goes by itself.
    set now(_next: number) {},
    jump: (ms) => void (aheadMs += ms),
  };
}
