import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pastTense } from '#kernel/cases'
import { byName, code, page, table } from './markdown.ts'
import type { Declared } from './sources.ts'

interface Event {
  readonly name: string
  readonly from: string
}

/** Which event comes from where and what follows it; then every job with what starts it. */
export function eventsPage(declared: Declared, root: string): string {
  const events = [...caseEvents(declared), ...writtenEvents(root)].toSorted((a, b) =>
    byName(`${a.name} ${a.from}`, `${b.name} ${b.from}`),
  )
  const unheard = declared.reactions.filter(
    (r) => !events.some((e) => e.name === r.on || isPattern(e.name, r.on)),
  )
  if (unheard.length > 0)
    throw new Error(`Reactions on events that nothing emits: ${unheard.map((r) => r.on).join(', ')}`)
  const follows = (name: string) =>
    declared.reactions.filter((r) => r.on === name || isPattern(name, r.on)).map((r) => code(r.job))
  const rows = events.map((e) => [code(e.name), e.from, [...new Set(follows(e.name))].join(', ')])
  return page(
    'Events, reactions and jobs',
    'Every event is written to the outbox in the transaction of its action; live screens get those that the reader may see.',
    table(['event', 'comes from', 'starts the job'], rows),
    `## Jobs\n\n${jobs(declared)}`,
  )
}

function caseEvents({ caseTypes }: Declared): Event[] {
  return caseTypes.flatMap((type) =>
    Object.keys(type.actions).map((name) => ({
      name: pastTense(type.type, name),
      from: `action ${code(`${type.type}.${name}`)}`,
    })),
  )
}

/** Events of actions that are not on a case, found where they are written: `name: 'duty.saved', payload`. */
function writtenEvents(root: string): Event[] {
  const pattern = /name: (?:'([\w.-]+)'|`([\w.-]*\.\$\{\w+\})`),\s*payload/g
  return globSync('src/**/actions{.ts,/**/*.ts}', { cwd: root })
    .concat(globSync('src/kernel/*/register.ts', { cwd: root }))
    .filter((path) => !path.endsWith('.test.ts'))
    .flatMap((path) =>
      [...readFileSync(join(root, path), 'utf8').matchAll(pattern)].map((m) => ({
        name: m[1] ?? (m[2] ?? '').replace(/\$\{(\w+)\}/, '<$1>'),
        from: code(path),
      })),
    )
}

function isPattern(name: string, on: string): boolean {
  const [head] = name.split('<')
  return name.includes('<') && head !== undefined && on.startsWith(head)
}

function jobs({ jobs, reactions }: Declared): string {
  const rows = jobs
    .toSorted((a, b) => byName(a.name, b.name))
    .map((job) => {
      const on = [...new Set(reactions.filter((r) => r.job === job.name).map((r) => code(r.on)))]
      return [
        code(job.name),
        on.join(', '),
        job.cron === undefined ? '' : code(job.cron),
        String(job.concurrency ?? 1),
      ]
    })
  return table(['job', 'after the event', 'by the clock', 'at once in a process'], rows)
}
