const dayMs = 86_400_000
const origin = Date.UTC(2020, 0, 1)

/** After this many days a message counts half. */
export const halfLifeDays = 14
/** Heat from which an issue is hot: three different people at once, or more over a longer time. */
export const hotFrom = 3
/** Nobody knows whether two anonymous messages are of two people. */
const anonymousCounts = 0.5
/** One sleepless person could send many in a night. */
const mostAnonymousADay = 3
const followerCounts = 0.2
const mostFollowers = 10

export interface HeatMessage {
  readonly at: number
  /** Person id, null when anonymous. */
  readonly person: string | null
  readonly followers: number
}

/** What one person of this time weighs, in units that grow with time: so a stored order holds while all cools alike. */
export function unitAt(at: number): number {
  return 2 ** ((at - origin) / (halfLifeDays * dayMs))
}

/** The heat now of a stored weight. */
export function heatOf(weight: number, now: number): number {
  return weight / unitAt(now)
}

/** Heat is shown and judged in tenths: three people within some hours are three, though the first has cooled a little. */
export function isHot(heat: number): boolean {
  return heat >= leastHot
}
/** What a tenth below the threshold is rounded up from. */
export const leastHot = hotFrom - 0.05

export interface Heat {
  readonly weight: number
  readonly people: number
  /** When it first was hot; null while it never was. */
  readonly hotAt: number | null
}

/**
 * Heat = Σ over people of 2^(−age of the newest message ÷ 14 days)
 *      + ½ of the same for each anonymous message, at most three a day
 *      + ⅕ of the same for each follower of a message, at most ten a message.
 * One person who writes again is counted once, from the newest message on.
 */
export function heatFrom(messages: readonly HeatMessage[]): Heat {
  const newest = new Map<string, number>()
  const anonymous = new Map<number, number>()
  let weight = 0
  let hotAt: number | null = null
  for (const m of messages.toSorted((a, b) => a.at - b.at)) {
    const unit = unitAt(m.at)
    weight += followerCounts * Math.min(mostFollowers, m.followers) * unit
    if (m.person === null) {
      const day = Math.floor(m.at / dayMs)
      const before = anonymous.get(day) ?? 0
      anonymous.set(day, before + 1)
      if (before < mostAnonymousADay) weight += anonymousCounts * unit
    } else {
      weight += unit - (newest.get(m.person) ?? 0)
      newest.set(m.person, unit)
    }
    if (hotAt === null && isHot(weight / unit)) hotAt = m.at
  }
  return { weight, people: newest.size, hotAt }
}
