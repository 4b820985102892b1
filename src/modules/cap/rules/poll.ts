/** Minutes after the n-th failure in a row: 1, 2, 4 …, an hour at most, and never sooner than the source is read anyway. */
export function waitMinutes(every: number, failures: number): number {
  if (failures === 0) return every
  return Math.max(every, Math.min(60, 2 ** Math.min(failures - 1, 10)))
}

/** An entry that could not be read so often is a dead letter: a person looks. */
export const mostTries = 5
