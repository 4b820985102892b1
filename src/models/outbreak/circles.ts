/** Something that happened at a place on a day. */
export interface PlacedEvent {
  /** Coordinates in a plane, both in the same unit (metres, kilometres); not degrees. */
  readonly x: number
  readonly y: number
  /** Number of the day, whole. */
  readonly day: number
}

export interface CircleSettings {
  /** A live cluster ends on this day; later events are left out. */
  readonly today: number
  /** Largest circle, in the unit of the coordinates, and the largest share of all events that it may hold. */
  readonly mostRadius: number
  readonly mostShare: number
}

/** Events grouped by place; a place is a pair of equal coordinates. */
export interface PlacedEvents {
  readonly x: Float64Array
  readonly y: Float64Array
  /** Events of place n are `start[n]` to `start[n + 1]` − 1. */
  readonly start: Int32Array
  /** Days since each event, 0 today. */
  readonly ages: Int32Array
  /** Where each event stood in what was given. */
  readonly original: Int32Array
}

/** Circles of all places would not fit into memory past this. */
const mostPlaces = 5000

/** Sorts events by place and day, so that the order in which they came makes no difference. */
export function placeEvents(
  events: readonly PlacedEvent[],
  { today }: Pick<CircleSettings, 'today'>,
): PlacedEvents {
  const sorted = events
    .map((event, original) => ({ ...event, original }))
    .filter(({ day }) => day <= today)
    .sort((a, b) => a.x - b.x || a.y - b.y || a.day - b.day || a.original - b.original)
  for (const { x, y, day, original } of sorted)
    if (!Number.isFinite(x) || !Number.isFinite(y) || !Number.isInteger(day))
      throw new Error(`Event ${original}: coordinates are numbers and the day is a whole number.`)
  const first = sorted.flatMap((event, n) => {
    const before = sorted[n - 1]
    return before?.x === event.x && before.y === event.y ? [] : [n]
  })
  if (first.length > mostPlaces)
    throw new Error(`${first.length} places, at most ${mostPlaces}: round coordinates or take fewer days.`)
  return {
    x: Float64Array.from(first, (n) => sorted[n]?.x as number),
    y: Float64Array.from(first, (n) => sorted[n]?.y as number),
    start: Int32Array.from([...first, sorted.length]),
    ages: Int32Array.from(sorted, ({ day }) => today - day),
    original: Int32Array.from(sorted, ({ original }) => original),
  }
}

/** Places around a centre, nearest first. */
export interface Rings {
  readonly order: Int32Array
  readonly radii: Float64Array
  /** 1 at the last place of each distance: a circle holds all places of its radius. */
  readonly endsRing: Uint8Array
}

export interface Circles {
  readonly of: (centre: number) => Rings
}

/** The circles of each place, worked out when a place is first a centre. */
export function circlesOf(
  { x, y, start }: PlacedEvents,
  { mostRadius, mostShare }: Pick<CircleSettings, 'mostRadius' | 'mostShare'>,
): Circles {
  const known = new Map<number, Rings>()
  const mostEvents = (start.at(-1) as number) * mostShare
  return {
    of(centre) {
      const kept = known.get(centre)
      if (kept !== undefined) return kept
      const rings = ringsAround(centre, { x, y, start }, mostRadius, mostEvents)
      known.set(centre, rings)
      return rings
    },
  }
}

function ringsAround(
  centre: number,
  { x, y, start }: Pick<PlacedEvents, 'x' | 'y' | 'start'>,
  mostRadius: number,
  mostEvents: number,
): Rings {
  const near = nearestPlaces(centre, { x, y }, mostRadius)
  let events = 0
  const within = near.findIndex(({ place }) => {
    events += (start[place + 1] as number) - (start[place] as number)
    return events > mostEvents
  })
  const kept = within === -1 ? near : near.slice(0, within)
  return {
    order: Int32Array.from(kept, ({ place }) => place),
    radii: Float64Array.from(kept, ({ distance }) => distance),
    // Looked up among all near ones: where the cut went through a ring, that ring is left open.
    endsRing: Uint8Array.from(kept, ({ distance }, n) => (near[n + 1]?.distance === distance ? 0 : 1)),
  }
}

interface Near {
  readonly place: number
  readonly distance: number
}

/** Nearest first, the centre itself at the front. Places stand in order of x: only a strip of them is looked at. */
function nearestPlaces(centre: number, { x, y }: Pick<PlacedEvents, 'x' | 'y'>, mostRadius: number): Near[] {
  const [ownX, ownY] = [x[centre] as number, y[centre] as number]
  let first = centre
  while (first > 0 && ownX - (x[first - 1] as number) <= mostRadius) first--
  const near: Near[] = []
  for (let place = first; place < x.length && (x[place] as number) - ownX <= mostRadius; place++) {
    const distance = Math.sqrt(((x[place] as number) - ownX) ** 2 + ((y[place] as number) - ownY) ** 2)
    if (distance <= mostRadius) near.push({ place, distance })
  }
  return near.sort((a, b) => a.distance - b.distance || a.place - b.place)
}
