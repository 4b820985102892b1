import type { ReportTable, Sentence, Text } from '#kernel/reports/contract'
import type { Book, Cited } from '#kernel/reports/rules'
import { type Domain, domains, type Level, levels } from '../../contract.ts'
import { domainNames, levelNames, placeColumns, type warningSentences } from '../../messages/report.ts'
import * as f from './facts.ts'
import type { Counting, Subject } from './figures.ts'
import { before, boundsOf } from './period.ts'

/** What every section is written with. */
export interface Writing {
  readonly book: Book<keyof typeof warningSentences & string>
  readonly counting: Counting
  readonly facts: f.ReportFacts
  readonly subject: Subject
  readonly placeName: (path: string) => Text
  readonly orgName: (code: string) => Text
}

const both = (zh: string, en: string): Text => ({ zh, en })
const byRaising = both('按发出时间', 'by the time at which it was raised')

const domainKeys: Readonly<Record<Domain, string>> = {
  'work-safety': 'work',
  'public-order': 'order',
  'public-health': 'health',
  environment: 'environment',
}

function raisedFigure(
  { counting, subject: { period } }: Writing,
  warnings: readonly unknown[],
  figure: Text,
  filter: Readonly<Record<string, string>> = {},
): Cited {
  const link = counting.board({ from: period.from, until: period.to, ...filter })
  return counting.count({ value: warnings.length, figure, rule: byRaising, link })
}

export function situationSentences(w: Writing): Sentence[] {
  const { book, counting, facts, subject } = w
  const { period } = subject
  const raised = f.raisedIn(facts, period)
  const earlier = before(period)
  const now = raisedFigure(w, raised, both('发出预警', 'warnings raised'))
  const past = counting.count({
    value: f.raisedIn(facts, earlier).length,
    figure: both('上一期发出预警', 'warnings raised in the period before'),
    rule: byRaising,
    when: 'past',
    link: counting.board({ from: earlier.from, until: earlier.to }),
  })
  const ofLevel = (level: Level) =>
    raisedFigure(
      w,
      raised.filter((r) => r.level === level),
      both(`最高达到${levelNames[level].zh}的预警`, `warnings that reached ${levelNames[level].en}`),
      { highest: level },
    )
  const ofDomain = (domain: Domain) =>
    raisedFigure(
      w,
      raised.filter((r) => r.domain === domain),
      both(`${domainNames[domain].zh}预警`, `warnings on ${domainNames[domain].en}`),
      { domain },
    )
  const byLevel = Object.fromEntries(levels.toReversed().map((l) => [l, ofLevel(l)]))
  const byDomain = Object.fromEntries(domains.map((d) => [domainKeys[d], ofDomain(d)]))
  return [
    book.say(subject.exercise ? 'only-exercise' : 'only-real'),
    book.say('raised', { raised: now, before: past, change: counting.change(now, past) }),
    book.say('levels', byLevel),
    ...(subject.domain === null ? [book.say('domains', byDomain)] : []),
    closedSentence(w),
  ]
}

function closedSentence({ book, counting, facts, subject: { period } }: Writing): Sentence {
  const closed = counting.count({
    value: f.closedIn(facts, period).length,
    figure: both('办结预警', 'warnings closed'),
    rule: both('按办结时间', 'by the time at which it was closed'),
  })
  const open = counting.count({
    value: f.openAt(facts.warnings, boundsOf(period).end).length,
    figure: both('未办结预警', 'open warnings'),
    rule: both(
      '已发出、尚未办结；列表是打开时的情况',
      'raised and not closed; the list is of the moment it is opened',
    ),
    when: 'end',
    link: counting.board({ state: 'open' }),
  })
  return book.say('closed', { closed, open })
}

const mostPlaces = 40

/** Places with a warning in the period or an open one, those with the most first. */
export function placesOf({ facts, subject: { period } }: Writing) {
  const raised = Map.groupBy(f.raisedIn(facts, period), (w) => w.place)
  const open = Map.groupBy(f.openAt(facts.warnings, boundsOf(period).end), (w) => w.place)
  return [...new Set([...raised.keys(), ...open.keys()])]
    .map((place) => ({ place, raised: raised.get(place) ?? [], open: open.get(place) ?? [] }))
    .toSorted((a, b) => b.raised.length - a.raised.length || (a.place < b.place ? -1 : 1))
    .slice(0, mostPlaces)
}

export function placeSection(w: Writing): { sentences: Sentence[]; table?: ReportTable } {
  const { book, placeName } = w
  const places = placesOf(w)
  const [most] = places
  if (most === undefined)
    return {
      sentences: [book.say('no-place', { count: raisedFigure(w, [], both('发出预警', 'warnings raised')) })],
    }
  const figure = both('该地区发出预警', 'warnings raised in the place')
  const first = book.say('most-place', {
    place: book.name(placeName(most.place)),
    count: raisedFigure(w, most.raised, figure, narrowed(most.place)),
  })
  return { sentences: [first], table: placeTable(w, places) }
}

/** One place instead of the report's own. */
const narrowed = (place: string) => ({ place })

function placeTable(w: Writing, places: ReturnType<typeof placesOf>): ReportTable {
  const { book, counting, placeName } = w
  const cell = (c: Cited) => ({ shown: c.shown, source: book.point(c) })
  return {
    columns: [...placeColumns],
    rows: places.map(({ place, raised, open }) => ({
      name: placeName(place),
      cells: [
        cell(
          raisedFigure(w, raised, both('该地区发出预警', 'warnings raised in the place'), narrowed(place)),
        ),
        cell(
          counting.count({
            value: raised.filter(f.isHigh).length,
            figure: both('该地区红色和橙色预警', 'red and orange warnings of the place'),
            rule: both('按曾达到的最高级别', 'by the highest level reached'),
          }),
        ),
        cell(
          counting.count({
            value: open.length,
            figure: both('该地区未办结预警', 'open warnings of the place'),
            rule: both('列表是打开时的情况', 'the list is of the moment it is opened'),
            when: 'end',
            link: counting.board({ state: 'open', place }),
          }),
        ),
        cell(
          counting.count({
            value: raised.filter((r) => r.verdict === 'false').length,
            figure: both('该地区误报', 'false alarms of the place'),
            rule: both('本期发出、核定为误报', 'raised in the period and judged false'),
          }),
        ),
      ],
    })),
  }
}
