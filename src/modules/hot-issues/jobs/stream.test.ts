import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { Clusters, defaultSettings } from '#models/clusters'
import { listPlacesOf } from '#modules/territory'
import { categoryOf, readMessage } from './stream.ts'

interface Row {
  readonly id: string
  readonly text: string
  readonly township: string
  readonly address: string
  readonly category: string
}

const folder = join(import.meta.dirname, '../../../../data/demo')
const rows = readFileSync(join(folder, 'appeals.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Row)
/** The table of issues in the folder's own page: row → issue. */
const issues = new Map(
  [
    ...readFileSync(join(folder, 'README.md'), 'utf8').matchAll(/^\| (.+) \| (d\d{3}(?: d\d{3})+) \|$/gm),
  ].flatMap(([, issue = '', ids = '']) => ids.split(' ').map((id): [string, string] => [id, issue])),
)
const hourMs = 3_600_000

/** What the demo city's month becomes: the newest sixty have no category of an officer's yet. */
function groupDemo(): Row[][] {
  const clusters = new Clusters(defaultSettings)
  const into = new Map<string, string>()
  for (const [n, row] of rows.entries()) {
    const { cluster, absorbed } = clusters.add(messageOf(row, n))
    into.set(row.id, cluster)
    for (const [id, of] of into) if (absorbed.includes(of)) into.set(id, cluster)
  }
  return [...Map.groupBy(rows, (r) => into.get(r.id)).values()]
}

function messageOf(row: Row, n: number) {
  const text = { title: row.text.slice(0, 20), body: row.text }
  const category = categoryOf({ ...text, category: n < rows.length - 60 ? row.category : null })
  return readMessage({
    ...text,
    id: row.id,
    at: new Date(Date.UTC(2026, 9, 1) + n * 2 * hourMs),
    place: listPlacesOf(row.township)[0] ?? '',
    address: row.address,
    category,
  })
}

const groups = groupDemo()

test('what becomes an issue of three or more in the demo city is one matter', () => {
  const mixed = groups
    .filter((g) => g.length > 2)
    .map((g) => g.map((r) => issues.get(r.id) ?? r.text))
    .filter((of) => new Set(of).size > 1)
  expect(mixed).toEqual([])
})

test('of the ten issues that the demo was written with these are found; the others share too few words', () => {
  const found = groups.filter((g) => g.length > 2).map((g) => issues.get(g[0]?.id ?? ''))
  expect(issues.size).toBe(56)
  expect([...new Set(found)].toSorted()).toEqual([
    'blocked fire lane at 凤栖湾',
    'gym at 西永大道96号 gone with the prepaid fees',
    'lift failures in building 9 of 云杉公租房',
    'night noise of the building site north of 凤笙路',
    'water outage at 锦桥佳园 (西科大道57号)',
  ])
})

test('short texts that share a road and nothing else stay apart', () => {
  const clusters = new Clusters(defaultSettings)
  const texts = ['井盖松了，半夜响。', '快递柜占了消防通道。', '想问公租房怎么申请。', '路灯坏了三天。']
  const placed = texts.map((body, n) =>
    clusters.add(
      readMessage({
        id: String(n),
        at: new Date(Date.UTC(2026, 9, 1) + n * hourMs),
        title: body,
        body: `大学城中路66号：${body}`,
        address: '大学城中路66号',
        place: '50/500106/500106107',
        category: null,
      }),
    ),
  )
  expect(placed.map((p) => p.isNew)).toEqual([true, true, true, true])
})
