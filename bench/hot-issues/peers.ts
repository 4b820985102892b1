import { cleanText, cutWords, wordCutter } from '#models/classifier'
import type { Message } from '#models/clusters'

/**
 * The textbook's single pass: TF-IDF of words, cosine with the centroid of every cluster there is, no place, nothing
 * forgotten. Each message is compared with all clusters that share a word, so it grows with what was seen.
 */
export function scanAll({ join }: { join: number }): (m: Message) => string {
  const df = new Map<string, number>()
  const clusters: { id: string; terms: Map<string, number>; norm: number }[] = []
  let total = 0
  return (m) => {
    const counts = countWords(m)
    total++
    const vector = [...counts].map(([w, n]): [string, number] => [
      w,
      (1 + Math.log(n)) * Math.log((total + 1) / ((df.get(w) ?? 0) + 1)),
    ])
    for (const w of counts.keys()) df.set(w, (df.get(w) ?? 0) + 1)
    const length = Math.hypot(...vector.map(([, x]) => x)) || 1
    let best: (typeof clusters)[number] | undefined
    let most = join
    for (const c of clusters) {
      let dot = 0
      for (const [w, x] of vector) dot += (x / length) * (c.terms.get(w) ?? 0)
      if (dot / c.norm >= most) [best, most] = [c, dot / c.norm]
    }
    if (best === undefined) {
      best = { id: m.id, terms: new Map(), norm: 1 }
      clusters.push(best)
    }
    for (const [w, x] of vector) best.terms.set(w, (best.terms.get(w) ?? 0) + x / length)
    best.norm = Math.hypot(...best.terms.values()) || 1
    return best.id
  }
}

function countWords(m: Message): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { word } of cutWords(cleanText(`${m.title}\n${m.text}`), wordCutter()))
    if (word.length > 1) counts.set(word, (counts.get(word) ?? 0) + 1)
  return counts
}
