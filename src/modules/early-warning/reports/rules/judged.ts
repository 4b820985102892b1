import type { Sentence, Text } from '#kernel/reports/contract'
import { levelNames, stateNames } from '../../messages/report.ts'
import * as f from './facts.ts'
import { daysOf } from './period.ts'
import type { Writing } from './sections.ts'

/** Sections on single warnings, on how far they could be trusted, and on what comes next. */

const both = (zh: string, en: string): Text => ({ zh, en })
const same = (text: string): Text => both(text, text)
const minute = 60_000
const hour = 60 * minute
const mostNamed = 10

export function highSentences(w: Writing): Sentence[] {
  const { book, counting, facts, subject } = w
  const high = f
    .raisedIn(facts, subject.period)
    .filter(f.isHigh)
    .toSorted((a, b) => (a.raisedAt < b.raisedAt ? 1 : -1))
  const count = counting.count({
    value: high.length,
    figure: both('红色和橙色预警', 'red and orange warnings'),
    rule: both('按曾达到的最高级别', 'by the highest level reached'),
  })
  if (high.length === 0) return [book.say('no-high', { count })]
  return [book.say('high', { count }), ...high.slice(0, mostNamed).map((h) => highSentence(w, h))]
}

function highSentence({ book, counting, placeName, orgName, subject }: Writing, h: f.WarningFact): Sentence {
  const until = h.noticedAt === null ? subject.at.getTime() : Date.parse(h.noticedAt)
  const wait = counting.count({
    value: Math.round((until - Date.parse(h.raisedAt)) / minute),
    figure:
      h.noticedAt === null
        ? both('尚未确认的分钟数', 'minutes not noticed')
        : both('确认用时', 'minutes until noticed'),
    rule: both(
      '从发出到确认；没有确认的算到生成时',
      'from raising to notice; without one, until the report was made',
    ),
    when: h.noticedAt === null ? 'made' : 'now',
    link: `/desk/warnings?warning=${h.id}`,
  })
  return book.say(h.noticedAt === null ? 'unnoticed' : 'noticed', {
    place: book.name(placeName(h.place)),
    title: book.name(same(h.title)),
    level: book.name(levelNames[h.level]),
    wait,
    org: book.name(h.lead === null ? both('未定单位', 'nobody yet') : orgName(h.lead)),
    state: book.name(stateNames[h.state as keyof typeof stateNames] ?? same(h.state)),
  })
}

export function accuracySentences({ book, counting, facts, subject }: Writing): Sentence[] {
  const a = f.accuracyIn(f.raisedIn(facts, subject.period), facts.missed)
  const link = counting.accuracy()
  const rule = both('本期发出的预警，按核定结果', 'warnings raised in the period, by their verdict')
  const count = (value: number, zh: string, en: string) =>
    counting.count({ value, figure: both(zh, en), rule, link })
  return [
    book.say('judged', {
      judged: count(a.judged, '已核定', 'judged'),
      right: count(a.true, '核定为准确', 'judged right'),
      wrong: count(a.false, '核定为误报', 'judged false'),
      early: count(a.early, '核定为过早', 'judged too early'),
      late: count(a.late, '核定为过晚', 'judged too late'),
      missed: counting.count({
        value: facts.missed,
        figure: both('补记的漏报', 'events noted as missed'),
        rule: both('按事件发生时间', 'by the time of the event'),
        link,
      }),
    }),
    book.say('rates', {
      precision: counting.share({
        value: a.precision,
        figure: both('精确率', 'precision'),
        rule: both('已核定预警中不是误报的比例', 'of the judged warnings, those that were no false alarms'),
        link,
      }),
      recall: counting.share({
        value: a.recall,
        figure: both('召回率', 'recall'),
        rule: both(
          '事件（含漏报）中事前有预警的比例',
          'of the events, missed ones included, those that a warning preceded',
        ),
        link,
      }),
      lead: counting.decimal({
        value: a.leadHours,
        figure: both('提前量中位数，小时', 'median lead, hours'),
        rule: both('事件发生时间减发出时间', 'time of the event minus time of the warning'),
        link,
      }),
    }),
  ]
}

export function loadSentences({ book, counting, facts, subject }: Writing): Sentence[] {
  const raised = f.raisedIn(facts, subject.period)
  const a = f.accuracyIn(raised, facts.missed)
  const link = counting.accuracy()
  return [
    book.say('load', {
      perDay: counting.decimal({
        value: a.false / daysOf(subject.period),
        figure: both('每天误报', 'false alarms a day'),
        rule: both('本期误报除以天数', 'false alarms over days of the period'),
        link,
      }),
      officers: counting.count({
        value: new Set(raised.flatMap((r) => r.noticedBy ?? [])).size,
        figure: both('确认过预警的值班员', 'officers who took notice'),
        rule: both('首个确认或派发的人，不重复计', 'who noticed or sent it out first, each counted once'),
        link,
      }),
      wait: counting.decimal({
        value: a.acknowledgeMinutes,
        figure: both('确认用时中位数，分钟', 'median minutes until noticed'),
        rule: both('从发出到首个确认或派发', 'from raising to the first notice'),
        link,
      }),
    }),
  ]
}

const mostSilences = 5

export function silenceSentences({ book, counting, facts, subject, placeName }: Writing): Sentence[] {
  const { silences } = facts
  const link = '/desk/warnings?view=silences'
  const rule = both('生成时有效，不分真实和演练', 'in force when made; silences know no exercises')
  const count = (value: number, figure: Text) => counting.count({ value, figure, rule, when: 'made', link })
  const held = both('拦下信号', 'signals held back')
  return [
    book.say('silences', {
      count: count(silences.length, both('有效的静默', 'silences in force')),
      held: count(
        silences.reduce((sum, s) => sum + s.held, 0),
        held,
      ),
    }),
    ...silences.slice(0, mostSilences).map((s) =>
      book.say('silence', {
        what: book.name(same(s.what)),
        place: book.name(placeName(s.place)),
        hours: counting.decimal({
          value: (Date.parse(s.until) - subject.at.getTime()) / hour,
          figure: both('到期前小时数', 'hours until it ends'),
          rule,
          when: 'made',
          link,
        }),
        held: count(s.held, held),
      }),
    ),
  ]
}

export function outlookSentences({ book, counting, facts, subject }: Writing): Sentence[] {
  const at = subject.at.toISOString()
  const tomorrow = new Date(subject.at.getTime() + 24 * hour).toISOString()
  const open = facts.warnings.filter((w) => w.closedAt === null)
  // The board knows no deadlines: what it cannot show has no link.
  const count = (value: number, figure: Text, rule: Text) =>
    counting.count({ value, figure, rule, when: 'made' })
  const byDue = both('按最近一个时限', 'by the next deadline')
  return [
    book.say('outlook', {
      open: counting.count({
        value: open.length,
        figure: both('未办结预警', 'open warnings'),
        rule: both('尚未办结；列表是打开时的情况', 'not closed; the list is of the moment it is opened'),
        when: 'made',
        link: counting.board({ state: 'open' }),
      }),
      overdue: count(
        open.filter((w) => w.due !== null && w.due < at).length,
        both('已超时限', 'overdue'),
        byDue,
      ),
      soon: count(
        open.filter((w) => w.due !== null && w.due >= at && w.due < tomorrow).length,
        both('一天内到期', 'due within a day'),
        byDue,
      ),
      calm: count(
        open.filter((w) => w.calmSince !== null).length,
        both('已平息', 'calm'),
        both('未再异常，等人核定', 'nothing unusual any more; a person judges it'),
      ),
    }),
  ]
}
