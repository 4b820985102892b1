/** Buckets of a duration grow by 5 %, so that a quantile read from them is right to 2.5 %. */
const growth = Math.log(1.05)
/** Six minutes: what is faster falls into the first bucket. */
const shortest = 0.1

export function bucketOf(hours: number): number {
  return hours <= shortest ? 0 : Math.ceil(Math.log(hours / shortest) / growth)
}

/** The hours for which a bucket stands: its middle on the logarithmic scale. */
export function hoursOf(bucket: number): number {
  return bucket === 0 ? shortest : shortest * Math.exp(growth * (bucket - 0.5))
}

/** The hours below which a share of the cases lies; null without cases. */
export function quantile(counts: ReadonlyMap<number, number>, share: number): number | null {
  const sorted = [...counts].filter(([, n]) => n > 0).sort(([a], [b]) => a - b)
  const total = sorted.reduce((sum, [, n]) => sum + n, 0)
  let seen = 0
  for (const [bucket, n] of sorted) {
    seen += n
    if (seen >= share * total) return hoursOf(bucket)
  }
  return null
}
