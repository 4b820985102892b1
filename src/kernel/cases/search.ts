/**
 * Terms of a text for full-text search: bigrams of Han characters, whole words of other letters and digits, lower
 * case. Bigrams need no dictionary and find any substring of two characters or more.
 */
export function searchTerms(text: string): string[] {
  const terms = new Set<string>()
  for (const [run] of text.toLowerCase().matchAll(/\p{Script=Han}+|[[\p{L}\p{N}]--\p{Script=Han}]+/gv)) {
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

/**
 * What a search is narrowed by inside the index: day, month, district and township of a case as terms that no text can
 * contain. With them a word that a third of all cases hold costs no more than a rare one.
 */
export function searchMarks(c: { readonly createdAt: string; readonly place: string }): string[] {
  const [, district, township] = c.place.split('/')
  const places = [district, township].filter((p) => p !== undefined).map((p) => `@p${p}`)
  return [dayMark(new Date(c.createdAt)), monthMark(new Date(c.createdAt)), ...places]
}

const shanghaiMs = 8 * 3_600_000

function dayMark(at: Date): string {
  return `@d${new Date(at.getTime() + shanghaiMs).toISOString().slice(0, 10)}`
}

function monthMark(at: Date): string {
  return `@m${new Date(at.getTime() + shanghaiMs).toISOString().slice(0, 7)}`
}

/** Part of a tsquery for the days up to and including `until`; whole months above 31 days. */
export function searchWindow(until: Date, days: number): string {
  const dayMs = 86_400_000
  const marks = new Set<string>()
  const mark = days > 31 ? monthMark : dayMark
  for (let i = 0; i < days; i++) marks.add(mark(new Date(until.getTime() - i * dayMs)))
  return `(${[...marks].map((m) => `'${m}'`).join(' | ')})`
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
