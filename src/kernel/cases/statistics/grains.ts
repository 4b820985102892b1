/** What a count may be told apart by, beside type and day; the district is in every grain. */
export type Dimension = 'township' | 'org' | 'channel' | 'category' | 'urgency'

/** The day counts are kept three times, each coarser one far smaller; from the smallest to the largest. */
export const dayGrains = {
  place: ['township'],
  office: ['org', 'channel', 'category', 'urgency'],
  fine: ['township', 'org', 'channel', 'category', 'urgency'],
} as const satisfies Record<string, readonly Dimension[]>
/** What only comes in many rows a day is also kept by month, so that a year is some ten times fewer of them. */
export const monthGrains = {
  'office-month': ['org', 'channel', 'category', 'urgency'],
  'place-month': ['township', 'channel', 'category', 'urgency'],
} as const satisfies Record<string, readonly Dimension[]>
export type DayGrain = keyof typeof dayGrains | keyof typeof monthGrains

/** A bucket of its own for every channel and urgency would be a row a case: durations do without. */
export const durationGrains = {
  district: [],
  office: ['org', 'category'],
  fine: ['township', 'org', 'category'],
} as const satisfies Record<string, readonly Dimension[]>
export const durationMonthGrains = {
  'office-month': ['org', 'category'],
  'place-month': ['township'],
} as const satisfies Record<string, readonly Dimension[]>
export type DurationGrain = keyof typeof durationGrains | keyof typeof durationMonthGrains

/** The smallest grain that knows all of these; undefined when none does. */
export function smallestGrain<G extends string>(
  grains: Readonly<Record<G, readonly Dimension[]>>,
  needed: Iterable<Dimension>,
): G | undefined {
  const all = [...needed]
  const fits = (Object.entries(grains) as [G, readonly Dimension[]][]).find(([, known]) =>
    all.every((d) => known.includes(d)),
  )
  return fits?.[0]
}
