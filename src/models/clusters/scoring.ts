import { topicMark } from './features.ts'
import type { Reason, Settings, Terms } from './types.ts'

/** The message's terms that only say where: its address, and the words that this address is made of. */
export function addressTerms(where: string, terms: Terms): ReadonlySet<string> {
  const address = where.replace(/\s+/g, '')
  if (address === '') return new Set()
  return new Set(terms.map(([term]) => term).filter((t) => address.includes(t) || t.includes(address)))
}

/**
 * Cosine of a message with a cluster, term by term, within bounds: no term alone, no address however many words it is
 * made of, and no address with the topic reaches `join`. Something that both tell has to come on top.
 * @param address the terms that only say where
 */
export function scoreOf(
  cluster: { readonly terms: ReadonlyMap<string, number>; readonly norm: number },
  terms: Terms,
  address: ReadonlySet<string>,
  { join, mostOfOne, mostOfAddress, mostOfSetting }: Settings,
): { score: number; reasons: Reason[] } {
  let addressLeft = join * mostOfAddress
  let settingLeft = join * mostOfSetting
  let score = 0
  const reasons: Reason[] = []
  for (const [term, w] of terms) {
    const own = cluster.terms.get(term)
    if (own === undefined) continue
    let part = Math.min(join * mostOfOne, (w * own) / cluster.norm)
    const isAddress = address.has(term)
    if (isAddress || term.startsWith(topicMark)) {
      part = Math.min(part, settingLeft, isAddress ? addressLeft : part)
      settingLeft -= part
      if (isAddress) addressLeft -= part
    }
    score += part
    if (part > 0) reasons.push({ term, part })
  }
  return { score, reasons: reasons.sort((a, b) => b.part - a.part) }
}
