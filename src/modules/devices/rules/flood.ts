/** Readings that a device may still send: full at first, refilled evenly. */
export interface Bucket {
  readonly left: number
  readonly at: number
}

/** Takes `n` out of a bucket that holds a minute's worth; undefined: too many, nothing is taken. Times in milliseconds. */
export function takeFrom(
  bucket: Bucket | undefined,
  n: number,
  perMinute: number,
  now: number,
): Bucket | undefined {
  const passed = bucket === undefined ? 60_000 : Math.max(0, now - bucket.at)
  const left = Math.min(perMinute, (bucket?.left ?? 0) + (passed * perMinute) / 60_000)
  return left < n ? undefined : { left: left - n, at: now }
}
