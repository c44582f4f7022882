/** The exact quantile of samples: the smallest one that at least this share of them does not exceed. */
export function quantile(samples: readonly number[], share: number): number {
  if (samples.length === 0) throw new Error("There is no quantile of nothing.");
  const sorted = Float64Array.from(samples).sort();
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))]!;
}

/** The middle one; the mean of the middle two where there are two. */
export function median(samples: readonly number[]): number {
  const sorted = Float64Array.from(samples).sort();
  const middle = sorted.length / 2;
  if (sorted.length === 0) throw new Error("There is no median of nothing.");
  return sorted.length % 2 === 1
    ? sorted[Math.floor(middle)]!
    : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
