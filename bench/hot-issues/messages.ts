import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Message } from '#models/clusters'
import { matchCategories } from '#modules/duties'

interface Row {
  readonly id: string
  readonly title: string
  readonly time: string
  readonly text: string
}

const leastMatch = 0.3
const root = join(import.meta.dirname, '../..')
const reference = process.env.REFERENCE_DATA ?? join(root, '../shared/data')
const file = join(reference, 'appeals/teddy2020c/attachment3_hot_issue_messages.jsonl')

/** The 4,326 messages in time order; undefined where the collection is absent. Their place is the district's pseudonym. */
export function readMessages(): Message[] | undefined {
  if (!existsSync(file)) return undefined
  const rows = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Row)
  return rows
    .map((r) => ({
      id: r.id,
      at: Date.parse(`${r.time}+08:00`),
      title: r.title,
      text: r.text,
      where: '',
      topic: topicOf(r),
      place: placeOf(r),
    }))
    .sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
}

/** `A3区`, `A7县`: the first that is named. `A市` is the whole city, so it says nothing. */
function placeOf(r: Row): string {
  return /[A-Z]\d+[区县市]/.exec(`${r.title} ${r.text}`)?.[0] ?? ''
}

/** By keywords of the duty list alone, as the stream does with what nobody has classified yet. */
function topicOf(r: Row): string {
  return (
    matchCategories(`${r.title} ${r.text}`)
      .find((c) => c.score >= leastMatch)
      ?.code.slice(0, 4) ?? ''
  )
}

export interface Gold {
  readonly groups: ReadonlyMap<string, string>
  readonly unsure: ReadonlySet<string>
}

/** The issues labelled by hand, of one part: `tune` chose the settings, `report` is for the figures. */
export function readGold(part: 'tune' | 'report'): Gold {
  const lines = readFileSync(join(root, 'data/hot-issues/teddy2020c-issues.csv'), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
  const rows = lines.map((l) => l.split(',')).filter(([p]) => p === part)
  const of = (label: string) => rows.filter((r) => r[3] === label)
  return {
    groups: new Map(of('member').map(([, issue = '', id = '']) => [id, issue])),
    unsure: new Set(of('unsure').map(([, , id = '']) => id)),
  }
}
