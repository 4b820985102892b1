import type { Sentence } from '../../contract.ts'
import type { Writing } from './compose.ts'
import * as f from './facts.ts'
import { overdueFigure } from './figures.ts'

/** Sections that count the whole; what names organizations, categories and cases stands in named.ts. */

const both = (zh: string, en: string) => ({ zh, en })
const onTimeRule = both('答复时钟在到期前停止', 'the answer clock stopped before it was due')
const openStates = 'submitted,classified,dispatched,accepted,handled'

export function overviewSentences({ book, count, facts, period }: Writing): Sentence[] {
  const { now, past } = count
  const receivedOf = (span: f.Span, when: 'now' | 'past') =>
    count.count({
      value: f.received(facts, span).length,
      figure: both('收到诉求', 'appeals received'),
      rule: both('按提交时间', 'by time of receipt'),
      when,
      ...(when === 'now' ? { list: { from: period.from, to: period.to } } : {}),
    })
  const [received, receivedBefore] = [receivedOf(now, 'now'), receivedOf(past, 'past')]
  const answeredOf = (span: f.Span, when: 'now' | 'past') =>
    count.count({
      value: f.answered(facts, span).length,
      figure: both('答复', 'answers'),
      rule: both('按最后一次答复的时间', 'by time of the last answer'),
      when,
      ...(when === 'now' ? { list: { answeredFrom: period.from, answeredTo: period.to } } : {}),
    })
  const shareOf = (span: f.Span, when: 'now' | 'past') =>
    count.share({
      value: f.share(f.onTime(facts, span).length, f.answered(facts, span).length),
      figure: both('按时答复率', 'share answered on time'),
      rule: onTimeRule,
      when,
    })
  const onTime = count.count({
    value: f.onTime(facts, now).length,
    figure: both('按时答复', 'answered on time'),
    rule: onTimeRule,
    list: { answeredFrom: period.from, answeredTo: period.to, late: 'false' },
  })
  return [
    book.say('report.received', {
      received,
      before: receivedBefore,
      change: count.change(received, receivedBefore),
    }),
    book.say('report.answered', {
      answered: answeredOf(now, 'now'),
      before: answeredOf(past, 'past'),
      onTime,
      share: shareOf(now, 'now'),
      shareBefore: shareOf(past, 'past'),
    }),
    backlogSentence({ book, count, facts } as Writing),
  ]
}

function backlogSentence({ book, count, facts }: Writing): Sentence {
  const backlogOf = (at: Date, when: 'end' | 'end-past') =>
    count.count({
      value: f.waitingAt(facts, at).length,
      figure: both('尚未答复', 'waiting for an answer'),
      rule: both(
        '已提交，未答复也未结束；列表是打开时的情况',
        'received, not answered, not over; the list is of the moment it is opened',
      ),
      when,
      ...(when === 'end' ? { list: { state: openStates } } : {}),
    })
  const [backlog, past] = [backlogOf(count.now.end, 'end'), backlogOf(count.past.end, 'end-past')]
  const overdue = overdueFigure({ count, facts })
  return book.say('report.backlog', { backlog, before: past, change: count.change(backlog, past), overdue })
}

export function latenessSentences({ book, count, facts, orgName }: Writing): Sentence[] {
  const late = f.lateIn(facts, count.now)
  const co = late.filter((p) => p.part === 'co')
  const lead = late.filter((p) => p.part === 'lead')
  const rule = both('到期时间在本期内，到期时没有答复', 'due in the period and not answered by then')
  const figures = {
    lead: count.count({
      value: lead.length,
      figure: both('主办超期', 'leads that were late'),
      rule,
      list: { late: 'true' },
    }),
    co: count.count({
      value: co.length,
      figure: both('协办超期', 'co-handlers that were late'),
      rule,
      list: { lateCo: 'true' },
    }),
    waiting: count.count({
      value: lead.filter((p) => p.waitedFor.length > 0).length,
      figure: both('主办在等协办', 'leads that waited for a co-handler'),
      rule: both('主办到期时有协办尚未答复', 'a co-handler had not answered when the lead’s time ran out'),
    }),
  }
  const byOrg = Map.groupBy(co, (p) => p.org)
  const [worst] = [...byOrg].toSorted(([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1))
  const most =
    worst === undefined
      ? []
      : [
          book.say('report.late-co', {
            org: book.name(orgName(worst[0])),
            count: count.count({
              value: worst[1].length,
              figure: both('协办超期', 'late as a co-handler'),
              rule,
            }),
          }),
        ]
  return [book.say('report.late', figures), ...most]
}

export function disputeSentences({ book, count, facts }: Writing): Sentence[] {
  const { now } = count
  const steps = (actions: readonly string[]) => f.stepsIn(facts, actions, now).length
  const byStep = both('按办理记录中的步骤', 'by the steps of the timeline')
  const atEnd = both('已提出，期末没有裁定', 'raised and not decided by the end')
  return [
    book.say('report.disputes', {
      raised: count.count({
        value: steps(['dispute']),
        figure: both('新提出争议', 'disputes raised'),
        rule: byStep,
      }),
      verdicts: count.count({
        value: steps(['arbitrate', 'settle']),
        figure: both('裁定', 'verdicts'),
        rule: byStep,
      }),
      waiting: count.count({
        value: f.disputedAt(facts, now.end).length,
        figure: both('待裁定', 'waiting for a verdict'),
        rule: atEnd,
        when: 'end',
        list: { disputed: 'true' },
      }),
      overdue: count.count({
        value: f.lateDisputesAt(facts, now.end).length,
        figure: both('超过裁定时限', 'past the time for a verdict'),
        rule: both('待裁定，且裁定时钟已到期', 'not decided, and the arbiter’s clock has run out'),
        when: 'end',
      }),
    }),
  ]
}

export function satisfactionSentences({ book, count, facts }: Writing): Sentence[] {
  const byRating = both('按评价时间', 'by time of the rating')
  const mean = (rated: readonly f.CaseFact[]) =>
    rated.length === 0 ? null : rated.reduce((sum, c) => sum + (c.rating?.score ?? 0), 0) / rated.length
  const solved = (rated: readonly f.CaseFact[]) =>
    f.share(rated.filter((c) => c.rating?.solved === true).length, rated.length)
  const [rated, past] = [f.ratedIn(facts, count.now), f.ratedIn(facts, count.past)]
  const score = both('平均分', 'average score')
  const solvedName = both('认为已解决的比例', 'share said to be solved')
  const bad = rated.filter(f.isBad)
  return [
    book.say('report.satisfaction', {
      rated: count.count({ value: rated.length, figure: both('评价', 'ratings'), rule: byRating }),
      score: count.decimal({ value: mean(rated), figure: score, rule: byRating }),
      scoreBefore: count.decimal({ value: mean(past), figure: score, rule: byRating, when: 'past' }),
      solved: count.share({ value: solved(rated), figure: solvedName, rule: byRating }),
      solvedBefore: count.share({ value: solved(past), figure: solvedName, rule: byRating, when: 'past' }),
    }),
    book.say('report.bad-ratings', {
      bad: count.count({
        value: bad.length,
        figure: both('不满意评价', 'bad ratings'),
        rule: both('一分或二分，按评价时间', 'one or two, by time of the rating'),
      }),
      open: count.count({
        value: bad.filter((c) => c.state === 'rated').length,
        figure: both('尚未回访', 'not yet asked why'),
        rule: both(
          '一分或二分，未办结也未重办；成稿时的情况',
          'one or two, neither closed nor reopened when the report was made',
        ),
        list: { state: 'rated', rating: '1,2' },
      }),
    }),
  ]
}

export function escalationSentences({ book, count, facts }: Writing): Sentence[] {
  const rule = both('按办理记录中的步骤', 'by the steps of the timeline')
  const raised = (rung: number) =>
    count.count({
      value: f.stepsIn(facts, 'escalate', count.now).filter((s) => s.rung === rung).length,
      figure: both('超期升级', 'escalations'),
      rule: both(
        '按办理记录中的步骤和它升到的级别',
        'by the steps of the timeline and the rung they reached',
      ),
      list: { rung: String(rung) },
    })
  const steps = (
    action: string,
    figure: { zh: string; en: string },
    list?: Readonly<Record<string, string>>,
  ) =>
    count.count({
      value: f.stepsIn(facts, action, count.now).length,
      figure,
      rule,
      ...(list === undefined ? {} : { list }),
    })
  return [
    book.say('report.escalations', {
      reminded: steps('remind', both('临期提醒', 'reminders before a deadline')),
      first: raised(1),
      second: raised(2),
      third: raised(3),
      supervised: steps('supervise', both('督办', 'taken under supervision'), { supervised: 'true' }),
    }),
  ]
}
