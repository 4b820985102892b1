import type { Counted, CountedFlow, IndicatorMeasure } from '#kernel/cases/contract'
import type { Locale } from '#kernel/i18n/define'

type Word = Readonly<Record<Locale, string>>

interface Choice extends Word {
  readonly counted: Counted
}

const flow = (counted: CountedFlow, zh: string, en: string) => ({ counted, zh, en })

/** What sums can be made of, in words; the grammar's choices one by one. */
export const flows: Readonly<Record<string, Choice & { readonly counted: CountedFlow }>> = {
  received: flow({ grain: 'case', at: 'received' }, '收到的诉求', 'appeals received'),
  dispatched: flow({ grain: 'case', at: 'dispatched' }, '首次派单的诉求', 'appeals first dispatched'),
  'dispatched-right': flow(
    { grain: 'case', at: 'dispatched', right: true },
    '首次派单且一次派对的诉求',
    'appeals dispatched right the first time',
  ),
  'dispatched-wrong': flow(
    { grain: 'case', at: 'dispatched', right: false },
    '首次派单后又改派的诉求',
    'appeals that had to go elsewhere',
  ),
  accepted: flow({ grain: 'case', at: 'accepted' }, '签收的诉求', 'appeals accepted'),
  due: flow({ grain: 'case', at: 'due' }, '答复时限到期的诉求', 'answers that fell due'),
  'due-met': flow(
    { grain: 'case', at: 'due', met: true },
    '答复时限到期且按时答复的诉求',
    'answers that fell due and came in time',
  ),
  'due-missed': flow(
    { grain: 'case', at: 'due', met: false },
    '答复时限到期而未按时答复的诉求',
    'answers that fell due and did not come in time',
  ),
  answered: flow({ grain: 'case', at: 'answered' }, '答复的诉求', 'appeals answered'),
  'answered-on-time': flow(
    { grain: 'case', at: 'answered', late: false },
    '按时答复的诉求',
    'appeals answered on time',
  ),
  'answered-late': flow(
    { grain: 'case', at: 'answered', late: true },
    '超时才答复的诉求',
    'appeals answered late',
  ),
  closed: flow({ grain: 'case', at: 'closed' }, '办结的诉求', 'appeals closed'),
  rated: flow({ grain: 'case', at: 'rated' }, '已评价的诉求', 'appeals rated'),
  'rated-solved': flow(
    { grain: 'case', at: 'rated', solved: true },
    '评价为已解决的诉求',
    'appeals rated as solved',
  ),
  'rated-unsolved': flow(
    { grain: 'case', at: 'rated', solved: false },
    '评价为未解决的诉求',
    'appeals rated as unsolved',
  ),
  'rated-satisfied': flow(
    { grain: 'case', at: 'rated', rating: 'satisfied' },
    '评价为满意（4 至 5 分）的诉求',
    'appeals rated 4 or 5',
  ),
  'rated-dissatisfied': flow(
    { grain: 'case', at: 'rated', rating: 'dissatisfied' },
    '评价为不满意（1 至 2 分）的诉求',
    'appeals rated 1 or 2',
  ),
  reopened: flow({ grain: 'event', action: 'reopened' }, '重新办理', 'reopenings'),
  disputed: flow({ grain: 'event', action: 'disputed' }, '职责争议', 'disputes'),
  returned: flow({ grain: 'event', action: 'returned' }, '退回', 'returns'),
  transferred: flow({ grain: 'event', action: 'transferred' }, '转办', 'transfers'),
  supervised: flow({ grain: 'event', action: 'supervised' }, '督办', 'supervisions'),
  escalated: flow({ grain: 'event', action: 'escalated' }, '超时升级', 'escalations'),
  held: flow({ grain: 'event', action: 'held' }, '暂停计时', 'holds'),
  'co-answered': flow({ grain: 'event', action: 'co-answered' }, '协办答复', 'co-answers'),
  'co-answered-late': flow(
    { grain: 'event', action: 'co-answered', late: true },
    '超时的协办答复',
    'late co-answers',
  ),
}

/** What can only be counted. */
const stocks: Readonly<Record<string, Choice>> = {
  'open-day': {
    counted: { grain: 'openDay' },
    zh: '每天结束时在办的诉求',
    en: 'appeals open at the end of the day',
  },
  'open-now': { counted: { grain: 'openNow' }, zh: '此刻在办的诉求', en: 'appeals open now' },
  'held-now': {
    counted: { grain: 'openNow', mark: 'held' },
    zh: '此刻暂停计时的诉求',
    en: 'appeals on hold now',
  },
  'supervised-now': {
    counted: { grain: 'openNow', mark: 'supervised' },
    zh: '此刻督办中的诉求',
    en: 'appeals under supervision now',
  },
}

export const countables: Readonly<Record<string, Choice>> = { ...flows, ...stocks }

export const durations: Readonly<Record<'dispatch' | 'accept' | 'answer', Word>> = {
  dispatch: { zh: '从受理到首次派单的用时', en: 'the time from receipt to first dispatch' },
  accept: { zh: '从派给现主办单位到签收的用时', en: 'the time from dispatch to acceptance' },
  answer: { zh: '从受理到答复的用时', en: 'the time from receipt to answer' },
}

function wordOf(counted: Counted, locale: Locale): string {
  const text = JSON.stringify(sorted(counted))
  const found = Object.values(countables).find((c) => JSON.stringify(sorted(c.counted)) === text)
  return found?.[locale] ?? text
}

function sorted(counted: Counted): unknown[] {
  return Object.entries(counted).sort(([a], [b]) => (a < b ? -1 : 1))
}

/** The measure read aloud: what a colleague would say who explains the figure. */
export function sentenceOf(measure: IndicatorMeasure, filters: readonly string[], locale: Locale): string {
  const zh = locale === 'zh'
  const only = filters.length === 0 ? '' : zh ? `，只计${filters.join('、')}` : `, only ${filters.join(', ')}`
  if (measure.kind === 'count') {
    const what = wordOf(measure.of, locale)
    const times = measure.of.grain === 'event'
    if (!zh) return `The number of ${what}${only}.`
    if (measure.of.grain === 'openDay' || measure.of.grain === 'openNow') return `${what}的件数${only}。`
    return `时段内${what}的${times ? '次数' : '件数'}${only}。`
  }
  if (measure.kind === 'ratio') {
    const [part, whole] = [wordOf(measure.numerator, locale), wordOf(measure.denominator, locale)]
    return zh
      ? `时段内${part}与${whole}之比${only}。`
      : `In the period, ${part} as a share of ${whole}${only}.`
  }
  if (measure.kind === 'mean') {
    const what = measure.of === 'score' ? { zh: '评分', en: 'the score' } : durations[measure.of]
    return zh ? `时段内${what.zh}的平均值${only}。` : `The mean of ${what.en} in the period${only}.`
  }
  const what = durations[measure.duration][locale]
  return zh
    ? `时段内${what}，${measure.p}% 的诉求不超过此值${only}。`
    : `${measure.p} % of the appeals had ${what} no longer than this${only}.`
}
