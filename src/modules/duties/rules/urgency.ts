import type { Duration } from '#kernel/clock/define'
import { translate } from '#kernel/i18n/define'
import type { Category, Grade, Urgency, UrgencyLimits, UrgencyProposal } from '../contract.ts'
import { messages } from '../messages.ts'

/**
 * The grade that a text and its category ask for: the higher of the leaf's default and the highest grade one of
 * whose raising words the text holds. "没有漏气" raises too: a needless hurry costs less than a missed one, and the
 * reason is shown. Nothing known: normal.
 */
export function urgencyIn(
  grades: readonly Grade[],
  text: string,
  leaf: Category | undefined,
): UrgencyProposal {
  const raised = [...grades].sort((a, b) => a.rank - b.rank).flatMap((g) => raisingWords(g, text))
  const [highest] = raised
  const usual = grades.find((g) => g.code === leaf?.urgency)
  if (highest !== undefined && (usual === undefined || highest.grade.rank <= usual.rank)) {
    const reasons = raised.filter((r) => r.grade === highest.grade)
    return { urgency: highest.grade.code, because: reasons.map((r) => say('duty.urgency-raised', r)) }
  }
  if (leaf !== undefined && usual !== undefined)
    return { urgency: usual.code, because: [say('duty.urgency-usual', { category: leaf.zh, grade: usual })] }
  return { urgency: 'normal', because: [say('duty.urgency-none', {})] }
}

function raisingWords(grade: Grade, text: string) {
  return grade.raiseWords.flatMap(({ words, reason }) => {
    const word = words.find((w) => text.includes(w))
    return word === undefined ? [] : [{ grade, word, reason }]
  })
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

export function limitsOf(grades: readonly Grade[]): UrgencyLimits {
  return Object.fromEntries(
    grades.map((g) => [
      g.code,
      { dispatch: g.dispatchWithin ?? dispatchWithin[g.code], accept: g.acceptWithin, answer: g.limit },
    ]),
  )
}
