import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { pick } from './chance.ts'

const Line = z.object({
  id: z.coerce.string(),
  title: z.string().default(''),
  text: z.string(),
  time: z.string(),
})

const Places = z.object({
  places: z.record(z.string(), z.array(z.string())),
  others: z.array(z.string()).min(1),
})
type Places = z.infer<typeof Places>

export interface Message {
  readonly id: string
  readonly title: string
  readonly text: string
  /** Moved so that the last message comes in now. */
  readonly at: Date
  /** Township code of the demo city. */
  readonly township: string
}

export interface Feed {
  /** Names the file by its content: a second replay takes nothing in twice. */
  readonly system: string
  readonly messages: readonly Message[]
}

/** Reads messages as JSON lines (id, title, text, time without zone = Shanghai) in the order of their time. */
export function readFeed(root: string, file: string, limit: number, now: Date): Feed {
  const content = readFileSync(file)
  const places = Places.parse(JSON.parse(readFileSync(join(root, 'data/demo/replay-places.json'), 'utf8')))
  const lines = content
    .toString('utf8')
    .split('\n')
    .filter((l) => l.trim() !== '')
  const rows = lines.map((l) => Line.parse(JSON.parse(l))).map((r) => ({ ...r, at: instant(r.time) }))
  rows.sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
  const kept = rows.slice(-limit)
  const shift = now.getTime() - (kept.at(-1)?.at ?? 0)
  return {
    system: `replay:${createHash('sm3').update(content).digest('hex').slice(0, 12)}`,
    messages: kept.map(({ id, title, text, at }) => ({
      id,
      title,
      text,
      at: new Date(at + shift),
      township: townshipOf(places, id, title + text),
    })),
  }
}

function instant(time: string): number {
  const at = Date.parse(/Z|[+-]\d\d:\d\d$/.test(time) ? time : `${time}+08:00`)
  if (Number.isNaN(at)) throw new Error(`Not a time: ${time}`)
  return at
}

/** The first pseudonym that the message names; one that stands for several townships is spread over them. */
function townshipOf({ places, others }: Places, id: string, text: string): string {
  const named = Object.keys(places)
    .map((name) => ({ name, at: text.indexOf(name) }))
    .filter((n) => n.at >= 0)
    .sort((a, b) => a.at - b.at)[0]
  return pick(named === undefined ? others : (places[named.name] ?? others), id, 'place') ?? ''
}
