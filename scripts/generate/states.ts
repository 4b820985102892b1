import type { ActionRow, CaseType } from '#kernel/cases/define'
import { code, page, table } from './markdown.ts'

/** The state diagram of a case type and the table it is drawn from. */
export function statesPage(type: CaseType): string {
  const picture = ['```mermaid', 'stateDiagram-v2', ...diagram(type).map((l) => `  ${l}`), '```'].join('\n')
  const rows = Object.entries(type.actions).map(([name, row]) => [
    code(name),
    places(type, row.from),
    row.to ?? '',
    clocks(row),
    hold(row),
    row.visible,
  ])
  const head = ['action', 'possible in', 'leads to', 'clocks', 'on hold', 'seen by the resident']
  return page(
    `States of the case type ${type.type}`,
    picture,
    'Actions without an arrow leave the state as it is.',
    table(head, rows),
  )
}

function diagram(type: CaseType): string[] {
  const arrows = new Map<string, string[]>()
  for (const [name, row] of Object.entries(type.actions))
    for (const from of row.from) {
      if (row.to === undefined) continue
      const arrow = `${from} --> ${row.to}`
      arrows.set(arrow, [...(arrows.get(arrow) ?? []), name])
    }
  return [
    `[*] --> ${type.initial}`,
    ...[...arrows].map(([arrow, names]) => `${arrow}: ${names.join(', ')}`),
    ...type.final.map((state) => `${state} --> [*]`),
  ]
}

function places(type: CaseType, from: readonly string[]): string {
  return from.length === type.states.length ? 'every state' : from.join(', ')
}

function clocks(row: ActionRow): string {
  return [
    row.starts && `starts ${row.starts.join(', ')}`,
    row.stops && `stops ${row.stops.join(', ')}`,
    row.pauses && 'pauses all',
    row.resumes && 'resumes all',
  ]
    .filter(Boolean)
    .join('; ')
}

function hold(row: ActionRow): string {
  return row.held === 'only' ? 'only' : row.held === 'also' ? 'also' : ''
}
