import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { defaultSettings, type Message } from '#models/clusters'
import { type BCubed, bCubed } from '#models/evaluation'
import { readGold, readMessages } from './hot-issues/messages.ts'
import { scanAll } from './hot-issues/peers.ts'
import { clusterAll } from './hot-issues/streaming.ts'

/** `node bench/hot-issues-quality.ts [--write]`: B-cubed on issues labelled by hand, beside two peers. */
const messages = readMessages()
/** The best of .2, .3 and .4 on the tuning part. */
const peerJoin = 0.2
if (messages === undefined) console.log('skipped: the messages are not there (REFERENCE_DATA)')
else report(messages)

function report(all: readonly Message[]): void {
  const peer = scanAll({ join: peerJoin })
  const ways: Readonly<Record<string, () => Map<string, string>>> = {
    'stream, with place': () => clusterAll(all, defaultSettings),
    'the same without place': () =>
      clusterAll(
        all.map((m) => ({ ...m, place: '' })),
        defaultSettings,
      ),
    'the same without merging': () => clusterAll(all, { ...defaultSettings, merge: Infinity }),
    'single pass over all centroids': () => new Map(all.map((m) => [m.id, peer(m)])),
  }
  const figures: Record<string, unknown> = {}
  for (const [name, cluster] of Object.entries(ways)) {
    const got = cluster()
    const [tune, own] = (['tune', 'report'] as const).map((part) => score(got, part))
    figures[name] = { tune, report: own }
    console.log(`${name.padEnd(32)} tune ${line(tune)}   report ${line(own)}`)
    if (name === 'stream, with place') printLargest(all, got)
  }
  if (!process.argv.includes('--write')) return
  const note =
    'B-cubed on 21 issues labelled by hand (data/hot-issues/README.md); settings chosen on tune, judged on report'
  const file = join(import.meta.dirname, '../data/hot-issues/figures.json')
  writeFileSync(file, `${JSON.stringify({ note, messages: all.length, ...figures }, null, 2)}\n`)
}

function score(got: ReadonlyMap<string, string>, part: 'tune' | 'report'): BCubed | undefined {
  const { groups, unsure } = readGold(part)
  const { precision, recall, f1 } = bCubed(got, groups, unsure)
  return { precision: round(precision), recall: round(recall), f1: round(f1) }
}

/** The forty largest clusters with their titles, to be judged by reading: data/hot-issues/purity.csv. */
function printLargest(all: readonly Message[], got: ReadonlyMap<string, string>): void {
  if (!process.argv.includes('--largest')) return
  const groups = [...Map.groupBy(all, (m) => got.get(m.id) ?? '')].sort(([, a], [, b]) => b.length - a.length)
  for (const [id, members] of groups.slice(0, 40)) {
    console.log(`## ${id} ${members.length}`)
    for (const m of members) console.log(`   ${m.id} ${m.title}`)
  }
}

function line(b: BCubed | undefined): string {
  return b === undefined ? '—' : `P ${b.precision} R ${b.recall} F1 ${b.f1}`
}

function round(x: number): number {
  return Math.round(x * 1000) / 1000
}
