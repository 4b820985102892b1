export interface Extract {
  readonly quote: string
  readonly marks: [number, number][]
}

/** Longest quote in characters, beyond the first sentence. */
const mostQuoted = 260

/** Sentences with their marks; a line break ends one. */
function sentencesOf(text: string): string[] {
  return (text.match(/[^。！？!?\n]+[。！？!?]?/gu) ?? []).map((s) => s.trim()).filter((s) => s !== '')
}

/**
 * The sentences of a passage that hold most of the words that found it, word for word and in their order; a word that
 * few of its sentences hold counts more. Where no sentence stands out, the first ones.
 * @param words terms of the question and of its synonyms that the passage holds
 */
export function extract(
  text: string,
  words: readonly { term: string }[],
  fold: (t: string) => string,
): Extract {
  const sentences = sentencesOf(text)
  const folded = sentences.map(fold)
  const rarity = new Map(
    words.map(({ term }) => {
      const holding = folded.filter((s) => s.includes(term)).length
      return [
        term,
        holding === 0 ? 0 : Math.log(1 + sentences.length / holding) * (term.length > 1 ? 1 : 0.2),
      ]
    }),
  )
  const weight = (at: number) => {
    let sum = 0
    for (const [term, rare] of rarity) if (folded[at]?.includes(term)) sum += rare
    return sum
  }
  const ranked = sentences.map((s, at) => ({ s, at, w: weight(at) })).sort((a, b) => b.w - a.w || a.at - b.at)
  const best = ranked[0]?.w ?? 0
  const kept: typeof ranked = []
  let length = 0
  for (const sentence of ranked) {
    if (kept.length > 0 && (length + sentence.s.length > mostQuoted || sentence.w < best * 0.4)) continue
    kept.push(sentence)
    length += sentence.s.length
    if (kept.length === 4) break
  }
  const quote = kept
    .sort((a, b) => a.at - b.at)
    .map(({ s }) => s)
    .join('\n')
  return { quote, marks: marksOf(fold(quote), words) }
}

/** Places of the words in a folded text, joined where they touch. */
function marksOf(folded: string, words: readonly { term: string }[]): [number, number][] {
  const marked = new Uint8Array(folded.length)
  for (const { term } of words) {
    if (term.length < 2) continue
    for (let at = folded.indexOf(term); at >= 0; at = folded.indexOf(term, at + 1))
      marked.fill(1, at, at + term.length)
  }
  const marks: [number, number][] = []
  for (let at = 0; at < marked.length; at++) {
    const last = marks.at(-1)
    if (marked[at] !== 1) continue
    if (last !== undefined && last[1] === at) last[1] = at + 1
    else marks.push([at, at + 1])
  }
  return marks
}
