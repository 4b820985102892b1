import type { Duration } from '#kernel/clock/define'
import { translate } from '#kernel/i18n/define'
import type {
  Calming,
  Category,
  Grade,
  Urgency,
  UrgencyLimits,
  UrgencyProposal,
  UrgencyTable,
} from '../contract.ts'
import { messages } from '../messages.ts'

/**
 * The grade that a text and its category ask for: the higher of the leaf's default and the highest grade that the text
 * is raised to. A sentence that only denies, imagines, practises or remembers raises nothing ("没有漏气", "去年着火");
 * where it is unclear it raises: a needless hurry costs less than a missed one, and the reason is shown. Nothing known:
 * normal. What counts as an emergency follows the four classes of GB/T 35561-2017 (natural disasters, accidents, public
 * health, public security).
 */
export function urgencyIn(
  { grades, calming }: UrgencyTable,
  text: string,
  leaf: Category | undefined,
): UrgencyProposal {
  const sentences = text.split(/[。！？!?；;\n]/).filter((s) => s.trim() !== '')
  const raised = [...grades]
    .sort((a, b) => a.rank - b.rank)
    .flatMap((grade) =>
      grade.raiseWords.flatMap((rule) => {
        const word = firstOf(sentences, (s) => raisingWord(rule, s, calming))
        return word === undefined ? [] : [{ grade, word, reason: rule.reason }]
      }),
    )
  const [highest] = raised
  const usual = grades.find((g) => g.code === leaf?.urgency)
  if (highest !== undefined && (usual === undefined || highest.grade.rank <= usual.rank)) {
    const reasons = uniqueBy(
      raised.filter((r) => r.grade === highest.grade),
      (r) => r.reason,
    )
    return { urgency: highest.grade.code, because: reasons.map((r) => say('duty.urgency-raised', r)) }
  }
  if (leaf !== undefined && usual !== undefined)
    return { urgency: usual.code, because: [say('duty.urgency-usual', { category: leaf.zh, grade: usual })] }
  return { urgency: 'normal', because: [say('duty.urgency-none', {})] }
}

function firstOf<A, B>(items: readonly A[], find: (item: A) => B | undefined): B | undefined {
  for (const item of items) {
    const found = find(item)
    if (found !== undefined) return found
  }
  return undefined
}

function uniqueBy<A>(items: readonly A[], key: (item: A) => string): A[] {
  return [...new Map(items.toReversed().map((item) => [key(item), item])).values()].toReversed()
}

type Rule = Grade['raiseWords'][number]

interface Found {
  readonly word: string
  readonly at: number
}

/** Characters between words that belong together; further apart they speak of two things. */
const nearby = 20

/** The word of a sentence that the rule raises by, or the words, joined by "…"; undefined when it does not. */
function raisingWord({ words = [], together }: Rule, sentence: string, calming: Calming): string | undefined {
  if (isCalm(sentence, calming)) return undefined
  const [single] = occurrences(sentence, words, calming)
  if (single !== undefined) return single.word
  if (together === undefined) return undefined
  const [anchors = [], ...others] = together.map((list) => occurrences(sentence, list, calming))
  return firstOf(anchors, (anchor) => {
    const near = others.map((found) => found.find((f) => f.at !== anchor.at && isNear(f, anchor)))
    if (near.some((f) => f === undefined)) return undefined
    const all = [anchor, ...near.filter((f) => f !== undefined)]
    return uniqueBy(
      all.toSorted((a, b) => a.at - b.at),
      (f) => `${f.at}`,
    )
      .map((f) => f.word)
      .join('…')
  })
}

function isNear(a: Found, b: Found): boolean {
  return Math.abs(a.at - b.at) <= nearby
}

/** Where the words stand in a sentence without being denied or supposed. */
function occurrences(sentence: string, words: readonly string[], calming: Calming): Found[] {
  const found: Found[] = []
  for (const word of words)
    for (let at = sentence.indexOf(word); at >= 0; at = sentence.indexOf(word, at + 1))
      if (!isCalmed(sentence.slice(0, at), sentence.slice(at), calming)) found.push({ word, at })
  return found.sort((a, b) => a.at - b.at)
}

function isCalm(sentence: string, { inSentence, unlessNow, passedOver }: Calming): boolean {
  const plain = without(sentence, passedOver)
  return has(plain, inSentence) && !has(plain, unlessNow)
}

/** Commas and colons part clauses; what a list mark joins is one clause. */
const clauseMark = /[，,：:（(]/

function isCalmed(before: string, after: string, calming: Calming): boolean {
  const clause = without(before.split(clauseMark).at(-1) ?? '', calming.passedOver)
  if (has(clause, calming.earlierInClause)) return true
  if (has(clause, calming.comparisonBefore) && has(after.split(clauseMark)[0] ?? '', calming.comparisonAfter))
    return true
  let rest = clause
  for (let filler: string | undefined = ''; filler !== undefined; filler = endOf(rest, calming.between)) {
    rest = rest.slice(0, rest.length - filler.length)
    if (endOf(rest, calming.directlyBefore) !== undefined) return true
  }
  return false
}

function without(text: string, phrases: readonly string[]): string {
  return phrases.reduce((left, phrase) => left.replaceAll(phrase, ' '), text)
}

function has(text: string, words: readonly string[]): boolean {
  return words.some((w) => text.includes(w))
}

function endOf(text: string, words: readonly string[]): string | undefined {
  return words.find((w) => text.endsWith(w))
}

function say(
  key: string,
  { grade, ...values }: { grade?: Grade; word?: string; reason?: string; category?: string },
) {
  return translate(messages, key, 'zh', { ...values, grade: grade?.zh ?? '' })
}

/**
 * How long a report may wait for its dispatch where the grade table names no `dispatchWithin`. Practice of city
 * hotlines, no statute; an office changes it with the other limits. Always shorter than the time to accept.
 */
const dispatchWithin: Readonly<Record<Urgency, Duration>> = {
  critical: { amount: 10, unit: 'minutes' },
  urgent: { amount: 30, unit: 'minutes' },
  normal: { amount: 4, unit: 'workingHours' },
  complex: { amount: 1, unit: 'workingDays' },
}

/** From an objection to its verdict: our own default, short, since a backstop works in another's place meanwhile. */
const arbitrateWithin: Readonly<Record<Urgency, Duration>> = {
  critical: { amount: 30, unit: 'minutes' },
  urgent: { amount: 2, unit: 'hours' },
  normal: { amount: 4, unit: 'workingHours' },
  complex: { amount: 1, unit: 'workingDays' },
}

export function limitsOf(grades: readonly Grade[]): UrgencyLimits {
  return Object.fromEntries(
    grades.map((g) => [
      g.code,
      {
        dispatch: g.dispatchWithin ?? dispatchWithin[g.code],
        accept: g.acceptWithin,
        answer: g.limit,
        arbitrate: arbitrateWithin[g.code],
      },
    ]),
  )
}
