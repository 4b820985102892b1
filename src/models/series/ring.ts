/** The last values of a series, oldest overwritten first; a plain object, so that a state survives JSON. */
export interface Ring {
  readonly values: number[]
  /** Where the next value goes once the ring is full. */
  next: number
}

export function emptyRing(): Ring {
  return { values: [], next: 0 }
}

/** Adds a value; returns the one that it pushed out, if any. */
export function push(ring: Ring, value: number, size: number): number | undefined {
  if (ring.values.length < size) {
    ring.values.push(value)
    return undefined
  }
  const gone = ring.values[ring.next]
  ring.values[ring.next] = value
  ring.next = (ring.next + 1) % size
  return gone
}

/** The value of `back` steps ago, 1 being the newest; undefined before there were as many. */
export function ago(ring: Ring, back: number): number | undefined {
  const { values, next } = ring
  const size = values.length
  if (back < 1 || back > size) return undefined
  return values[(next - back + 2 * size) % size]
}
