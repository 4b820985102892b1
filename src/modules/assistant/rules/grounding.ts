/** Words by which an office binds itself; only a person may say them. */
const promising =
  /保证|承诺|一定(会|能|可以|给|帮|为)|肯定(会|能|可以|给|帮)|绝对(会|能|可以|不会)|必将|包您|包你|务必会|马上(就)?(会|能|给|为)|立即为您|(我们|我方|本单位)(将|会)(在|于|尽快|立即|马上|全力|为)|尽快为您|一定.{0,6}(办|解决|处理|批|通过)|放心[，,]?.{0,4}(会|能)/u

/** True for a text that promises. The quoted passage is never judged: it says what the law says. */
export function promises(text: string): boolean {
  return promising.test(text)
}

export type Ungrounded =
  | 'empty'
  | 'too-long'
  | 'promise'
  | 'no-citation'
  | 'unknown-citation'
  | 'number'
  | 'foreign'

const longest = 600
const numbers = /\d+(?:\.\d+)?|[一二三四五六七八九十百千万零〇两]+(?=[个年月日天元份张人周条款项次岁时分%])/gu

/**
 * Why a wording does not stand on the passages that it was given, or undefined. Every sentence names a passage as
 * [n]; the numbers and dates in it, and most of its pairs of characters, are in that passage.
 */
export function ungrounded(wording: string, passages: readonly string[]): Ungrounded | undefined {
  const text = wording.trim()
  if (text === '') return 'empty'
  if (text.length > longest) return 'too-long'
  if (promises(text)) return 'promise'
  for (const sentence of citedSentences(text)) {
    const cited = [...sentence.matchAll(/\[(\d{1,2})\]/g)].map(([, n]) => Number(n))
    if (cited.length === 0) return 'no-citation'
    const sources = cited.map((n) => passages[n - 1])
    if (sources.some((s) => s === undefined)) return 'unknown-citation'
    const source = sources.join('\n')
    const said = sentence.replace(/\[\d{1,2}\]/g, '')
    if ([...said.matchAll(numbers)].some(([n]) => !holdsNumber(source, n))) return 'number'
    if (shareOf(said, source) < leastShared) return 'foreign'
  }
  return undefined
}

/** Below this share of a sentence's pairs it speaks of something else than the passage. */
const leastShared = 0.4

/** A mark may stand before or behind the full stop. */
function citedSentences(text: string): string[] {
  return (text.match(/[^。！？!?\n]+[。！？!?]*(?:\s*\[\d{1,2}\])*/gu) ?? [])
    .map((s) => s.trim())
    .filter((s) => /[\p{L}\p{N}]/u.test(s))
}

function holdsNumber(source: string, number: string): boolean {
  for (let at = source.indexOf(number); at >= 0; at = source.indexOf(number, at + 1)) {
    const around = /[\d一二三四五六七八九十百千万]/u
    if (!around.test(source.charAt(at - 1)) && !around.test(source.charAt(at + number.length))) return true
  }
  return false
}

function shareOf(said: string, source: string): number {
  const letters = [...said.replace(/[^\p{L}\p{N}]/gu, '')]
  const pairs = letters.slice(1).map((c, i) => `${letters[i]}${c}`)
  const plain = source.replace(/[^\p{L}\p{N}]/gu, '')
  return pairs.length === 0 ? 1 : pairs.filter((p) => plain.includes(p)).length / pairs.length
}
