/**
 * Terms of a text for full-text search: bigrams of Han characters, whole words of other letters and digits, lower
 * case. Bigrams need no dictionary and find any substring of two characters or more.
 */
export function searchTerms(text: string): string[] {
  const terms = new Set<string>()
  for (const [run] of text.toLowerCase().matchAll(/\p{Script=Han}+|[\p{L}\p{N}]+/gu)) {
    if (!/\p{Script=Han}/u.test(run)) terms.add(run.slice(0, 60))
    else for (const bigram of bigrams(run)) terms.add(bigram)
  }
  return [...terms]
}

function* bigrams(run: string): Generator<string> {
  const chars = [...run]
  if (chars.length === 1) yield run
  for (let i = 0; i + 1 < chars.length; i++) yield `${chars[i]}${chars[i + 1]}`
}

/** A tsquery that needs every term; a single Han character or the start of a word matches as a prefix. */
export function searchQuery(text: string): string | null {
  const terms = searchTerms(text)
  if (terms.length === 0) return null
  return terms.map((t) => `'${t.replaceAll("'", "''")}'${isPrefix(t) ? ':*' : ''}`).join(' & ')
}

function isPrefix(term: string): boolean {
  return !/^\p{Script=Han}{2}$/u.test(term)
}
