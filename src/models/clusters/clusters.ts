import { TermCounts, weightAt } from './counts.ts'
import { readTerms } from './features.ts'
import { addressTerms, scoreOf } from './scoring.ts'
import type { Message, Placement, Reason, Settings, StoredCluster, StoredCounts, Terms } from './types.ts'
import { heaviest, normOf } from './weights.ts'

const dayMs = 86_400_000

interface Cluster {
  readonly id: string
  count: number
  lastAt: number
  readonly terms: Map<string, number>
  norm: number
  readonly places: Map<string, number>
  readonly settled: boolean
}

interface Judged {
  readonly cluster: Cluster
  readonly score: number
  readonly reasons: Reason[]
  readonly place: number
}

/**
 * Puts each message of a stream into the cluster it fits best, or starts a new one. Deterministic: the same messages
 * in the same order give the same clusters. A message is compared with the clusters only that share one of its rarest
 * terms, so its cost grows with those and not with all that was ever seen.
 */
export class Clusters {
  readonly #settings: Settings
  readonly #counts: TermCounts
  readonly #clusters = new Map<string, Cluster>()
  /** Term → clusters among whose heaviest terms it is. */
  readonly #index = new Map<string, Set<Cluster>>()
  /** Terms counted since they were last taken away to be stored. */
  #counted = new Set<string>()
  #now = 0
  #swept = 0

  constructor(settings: Settings) {
    this.#settings = settings
    this.#counts = new TermCounts(settings.fadeDays)
  }

  get size(): number {
    return this.#clusters.size
  }

  get total(): number {
    return this.#counts.total
  }

  /** Enters counts that were stored elsewhere. */
  restoreCounts({ total, terms }: StoredCounts): void {
    this.#counts.restore(total, terms)
  }

  /** Places one message; a new cluster is known by the message's id. */
  add(message: Message): Placement {
    this.#now = Math.max(this.#now, message.at)
    this.#sweep()
    const read = readTerms(message)
    const terms = this.#weigh(read)
    const { best, others } = this.#judge(terms, message)
    this.#counts.add(read.keys(), message.at)
    for (const term of read.keys()) this.#counted.add(term)
    const joins = best !== undefined && best.score >= this.#settings.join
    const cluster = joins ? best.cluster : this.#create(message.id)
    this.#include(cluster, terms, message.at, message.place)
    return {
      cluster: cluster.id,
      isNew: !joins,
      score: best?.score ?? 0,
      reasons: joins ? best.reasons : [],
      place: best?.place ?? 1,
      terms,
      absorbed: this.#absorb(cluster, others),
    }
  }

  /** The counts that changed since this was last asked. */
  takeCounted(): [term: string, count: number][] {
    const taken = [...this.#counted].map((term): [string, number] => [term, this.#counts.stored(term)])
    this.#counted.clear()
    return taken
  }

  /** Moves a member by hand; `to` is made if it is not there. */
  move(
    member: { terms: Terms; at: number; place: string },
    from: string | undefined,
    to: string | undefined,
  ): void {
    const source = from === undefined ? undefined : this.#clusters.get(from)
    if (source !== undefined) this.#exclude(source, member)
    if (to === undefined) return
    this.#include(this.#clusters.get(to) ?? this.#create(to), member.terms, member.at, member.place)
  }

  /** Enters a stored cluster, in place of what is known of it. */
  restore(stored: StoredCluster): void {
    this.forget(stored.id)
    const terms = new Map(stored.terms)
    const cluster: Cluster = {
      id: stored.id,
      count: stored.count,
      lastAt: stored.lastAt,
      terms,
      norm: normOf(terms.values()),
      places: new Map(stored.places),
      settled: stored.settled,
    }
    this.#now = Math.max(this.#now, stored.lastAt)
    this.#clusters.set(cluster.id, cluster)
    for (const term of terms.keys()) this.#enter(term, cluster)
  }

  forget(id: string): void {
    const cluster = this.#clusters.get(id)
    if (cluster === undefined) return
    for (const term of cluster.terms.keys()) this.#leave(term, cluster)
    this.#clusters.delete(id)
  }

  /** @returns undefined where it is not known, or no longer */
  find(id: string): StoredCluster | undefined {
    const c = this.#clusters.get(id)
    if (c === undefined) return undefined
    return {
      id,
      count: c.count,
      lastAt: c.lastAt,
      terms: [...c.terms],
      places: [...c.places],
      settled: c.settled,
    }
  }

  #weigh(read: ReadonlyMap<string, number>): Terms {
    const weighed: [string, number][] = []
    for (const [term, n] of read) weighed.push([term, (1 + Math.log(n)) * this.#counts.idf(term, this.#now)])
    const kept = weighed.sort(heaviest).slice(0, this.#settings.messageTerms)
    const norm = normOf(kept.map(([, w]) => w))
    return norm === 0 ? [] : kept.map(([term, w]) => [term, w / norm])
  }

  /** The best cluster, and the others that the message would join too. */
  #judge(terms: Terms, { place, where }: Message): { best: Judged | undefined; others: Judged[] } {
    const fitting: Judged[] = []
    const address = addressTerms(where, terms)
    let best: Judged | undefined
    for (const cluster of this.#candidates(terms)) {
      const factor = this.#placeFactor(cluster, place)
      const { score, reasons } = scoreOf(cluster, terms, address, this.#settings)
      const judged = { cluster, score: score * factor, reasons, place: factor }
      if (judged.score >= this.#settings.join) fitting.push(judged)
      if (best === undefined || comesBefore(judged, best)) best = judged
    }
    return { best, others: fitting.filter((j) => j !== best) }
  }

  /** What one message holds together, and what is alike as a whole, was one matter all along. */
  #absorb(into: Cluster, others: readonly Judged[]): string[] {
    const absorbed: string[] = []
    for (const { cluster } of others) {
      if (into.settled || cluster.settled || this.#likeness(into, cluster) < this.#settings.merge) continue
      this.forget(cluster.id)
      for (const [term, w] of cluster.terms) {
        if (!into.terms.has(term)) this.#enter(term, into)
        into.terms.set(term, (into.terms.get(term) ?? 0) + w)
      }
      into.count += cluster.count
      into.lastAt = Math.max(into.lastAt, cluster.lastAt)
      for (const [place, n] of cluster.places) into.places.set(place, (into.places.get(place) ?? 0) + n)
      this.#trim(into)
      absorbed.push(cluster.id)
    }
    return absorbed
  }

  #likeness(a: Cluster, b: Cluster): number {
    let dot = 0
    for (const [term, w] of a.terms) dot += w * (b.terms.get(term) ?? 0)
    return a.norm === 0 || b.norm === 0 ? 0 : dot / (a.norm * b.norm)
  }

  #candidates(terms: Terms): Set<Cluster> {
    const found = new Set<Cluster>()
    let lookups = 0
    for (const [term] of terms) {
      const holders = this.#index.get(term)
      if (holders === undefined || holders.size > this.#settings.mostPostings) continue
      for (const c of holders) found.add(c)
      if (++lookups >= this.#settings.lookups) break
    }
    return found
  }

  #placeFactor(cluster: Cluster, place: string): number {
    const known = cluster.count - (cluster.places.get('') ?? 0)
    if (place === '' || known === 0) return 1
    const share = (cluster.places.get(place) ?? 0) / known
    const { samePlace, otherPlace } = this.#settings
    return otherPlace + (samePlace - otherPlace) * Math.sqrt(share)
  }

  #create(id: string): Cluster {
    const cluster: Cluster = {
      id,
      count: 0,
      lastAt: 0,
      terms: new Map(),
      norm: 0,
      places: new Map(),
      settled: false,
    }
    this.#clusters.set(id, cluster)
    return cluster
  }

  #include(cluster: Cluster, terms: Terms, at: number, place: string): void {
    const unit = weightAt(at, this.#settings.fadeDays)
    for (const [term, w] of terms) {
      if (!cluster.terms.has(term)) this.#enter(term, cluster)
      cluster.terms.set(term, (cluster.terms.get(term) ?? 0) + w * unit)
    }
    cluster.count++
    cluster.lastAt = Math.max(cluster.lastAt, at)
    cluster.places.set(place, (cluster.places.get(place) ?? 0) + 1)
    this.#trim(cluster)
  }

  #exclude(cluster: Cluster, member: { terms: Terms; at: number; place: string }): void {
    const unit = weightAt(member.at, this.#settings.fadeDays)
    for (const [term, w] of member.terms) {
      const rest = (cluster.terms.get(term) ?? 0) - w * unit
      // What is left by rounding is nothing.
      if (rest > w * unit * 1e-6) cluster.terms.set(term, rest)
      else if (cluster.terms.delete(term)) this.#leave(term, cluster)
    }
    cluster.count--
    const here = (cluster.places.get(member.place) ?? 0) - 1
    if (here > 0) cluster.places.set(member.place, here)
    else cluster.places.delete(member.place)
    if (cluster.count <= 0) this.forget(cluster.id)
    else cluster.norm = normOf(cluster.terms.values())
  }

  #trim(cluster: Cluster): void {
    const { clusterTerms } = this.#settings
    if (cluster.terms.size > clusterTerms)
      for (const [term] of [...cluster.terms].sort(heaviest).slice(clusterTerms)) {
        cluster.terms.delete(term)
        this.#leave(term, cluster)
      }
    cluster.norm = normOf(cluster.terms.values())
  }

  #enter(term: string, cluster: Cluster): void {
    const holders = this.#index.get(term)
    if (holders === undefined) this.#index.set(term, new Set([cluster]))
    else holders.add(cluster)
  }

  #leave(term: string, cluster: Cluster): void {
    const holders = this.#index.get(term)
    holders?.delete(cluster)
    if (holders?.size === 0) this.#index.delete(term)
  }

  /** Once a day of the stream's own time: lets go of clusters that have been silent for too long. */
  #sweep(): void {
    if (this.#now - this.#swept < dayMs) return
    this.#swept = this.#now
    const { keepDays, keepSingleDays } = this.#settings
    for (const c of this.#clusters.values())
      if (this.#now - c.lastAt > (c.count > 1 ? keepDays : keepSingleDays) * dayMs) this.forget(c.id)
    this.#counts.prune(this.#now)
  }
}

/** Between equals the older cluster wins, so that the order of a set decides nothing. */
function comesBefore(a: Judged, b: Judged): boolean {
  return a.score > b.score || (a.score === b.score && a.cluster.id < b.cluster.id)
}
