import type { Bus } from '#kernel/bus'

const here = 'stream.here'
const gone = 'stream.gone'
const beatEveryMs = 1000
/** Who has said nothing for so long is taken for gone; what it holds becomes free when its lease ends. */
const goneAfterMs = 5000
/** A row is final when older transactions have ended: after a word of it, the resource is looked at for so long. */
const awakeMs = 3000
/** Without a word a resource is looked at so often, for a word may be lost; often enough to keep a lease. */
const sweepEveryMs = 2500

/**
 * Which process reads which part, and what is worth reading now. Both are but advice, by words that may be lost: who may
 * read a part is decided by the lease in the database, and what there is to read by the change feed.
 */
export class Workers {
  readonly #bus: Bus
  readonly #id: string
  readonly #seen = new Map<string, number>()
  readonly #told = new Map<string, number>()
  readonly #swept = new Map<string, number>()
  readonly #ends: readonly (() => void)[]
  #beatAt = Number.NEGATIVE_INFINITY

  /** @param wakeUp called when there may be something to read: of the resource, or of whatever a process held that ended */
  constructor(bus: Bus, id: string, wakeUp: (resource?: string) => void) {
    this.#bus = bus
    this.#id = id
    this.#ends = [
      bus.hear('changed.resource', (resource) => {
        this.#told.set(resource, performance.now())
        wakeUp(resource)
      }),
      bus.hear(here, (worker) => void this.#seen.set(worker, performance.now())),
      bus.hear(gone, (worker) => {
        this.#seen.delete(worker)
        wakeUp()
      }),
    ]
  }

  /** Says that this process is there, and forgets who is not. */
  beat(): void {
    const now = performance.now()
    if (now - this.#beatAt < beatEveryMs) return
    this.#beatAt = now
    for (const [worker, at] of this.#seen) if (now - at > goneAfterMs) this.#seen.delete(worker)
    this.#bus.tell(here, this.#id)
  }

  /**
   * Whether this process is to read the part. The processes that hear each other divide the parts evenly, each by the
   * same rule; one that hears nobody reads whatever nobody holds.
   */
  isMine(resource: string, part: number): boolean {
    if (!this.#bus.isShared) return true
    const all = [...new Set([this.#id, ...this.#seen.keys()])].toSorted()
    const shift = Number.parseInt(resource.slice(-6), 16)
    return all[(shift + part) % all.length] === this.#id
  }

  /** Whether the resource is to be looked at now. */
  isDue(resource: string): boolean {
    if (!this.#bus.isShared) return true
    const now = performance.now()
    const isAwake = now - (this.#told.get(resource) ?? Number.NEGATIVE_INFINITY) < awakeMs
    if (!isAwake && now - (this.#swept.get(resource) ?? Number.NEGATIVE_INFINITY) < sweepEveryMs) return false
    this.#swept.set(resource, now)
    return true
  }

  stop(): void {
    for (const end of this.#ends) end()
    this.#bus.tell(gone, this.#id)
  }
}
