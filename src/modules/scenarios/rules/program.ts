import type { Measure, OwnBlock, OwnCommand, OwnPage, ScenarioManifest, Where, Who } from '../contract.ts'
import { error, type Found } from './findings.ts'
import { dividingFindings, givenFindings, type Items, itemsIn, labelFindings } from './items.ts'
import { layerFindings } from './layers.ts'

/** What was found in a program by running its module once; undefined: it was not run. */
export type Exported =
  | { readonly commands: readonly string[]; readonly reactions: readonly string[] }
  | { readonly problem: string }
  | undefined

/** Everything that is to be said of parties, program, indicators and pages. */
export function programFindings(m: ScenarioManifest, exported: Exported): Found[] {
  const items: Items = (code) => m.resources.find((r) => r.code === code)?.items
  return [
    ...m.parties.flatMap((p, n) => itemsIn(items, p.resource, [p.label], `parties.${n}`)),
    ...exportFindings(m, exported),
    ...(m.program?.commands ?? []).flatMap((c, n) => [
      ...whoFindings(m, c.who, `program.commands.${n}.who`),
      ...fillingFindings(c, `program.commands.${n}.filling`),
      ...outputFindings(c, `program.commands.${n}.output`),
      ...labelFindings(c.input, `program.commands.${n}.input`),
      ...givenFindings(c.input, `program.commands.${n}.input`),
      ...showsFindings(c, items, `program.commands.${n}.shows`),
    ]),
    ...(m.program?.reactions ?? []).flatMap((r, n) => [
      ...itemsIn(items, r.resource, [...r.notes, ...r.with.map((w) => w.item)], `program.reactions.${n}`),
      ...r.with.flatMap((w) => itemsIn(items, w.resource, [], `program.reactions.${n}.with`)),
    ]),
    ...indicatorFindings(m, items),
    ...m.pages.flatMap((page, n) => pageFindings(m, page, items, `pages.${n}`)),
  ]
}

/** A function that is declared and missing fails at its first call; one that is there and not declared nobody reviewed. */
function exportFindings(m: ScenarioManifest, exported: Exported): Found[] {
  if (m.program === null || exported === undefined) return []
  if ('problem' in exported) return [error('program.code', 'program-fails', { problem: exported.problem })]
  return (['commands', 'reactions'] as const).flatMap((kind) => {
    const declared = (m.program?.[kind] ?? []).map((p) => p.code)
    const has = new Set(exported[kind])
    return [
      ...declared.flatMap((code, n) =>
        has.has(code) ? [] : [error(`program.${kind}.${n}`, 'no-function', { part: `${kind}['${code}']` })],
      ),
      ...exported[kind]
        .filter((code) => !declared.includes(code))
        .map((code) => error('program.code', 'undeclared-function', { part: `${kind}['${code}']` })),
    ]
  })
}

function whoFindings(m: ScenarioManifest, who: Who, path: string): Found[] {
  return [
    ...(who.roles.length + who.parties.length === 0 ? [error(path, 'nobody')] : []),
    ...who.parties
      .filter((code) => !m.parties.some((p) => p.code === code))
      .map((part) => error(path, 'no-part', { part })),
  ]
}

/** Each value of an answer has one title. */
function outputFindings({ output }: OwnCommand, path: string): Found[] {
  const names = output.map((o) => o.name)
  return names.flatMap((name, n) =>
    names.indexOf(name) < n ? [error(`${path}.${n}`, 'code-twice', { part: name })] : [],
  )
}

/** What a screen fills are items of the command, of the type of what it fills them with. */
function fillingFindings({ input, filling }: OwnCommand, path: string): Found[] {
  if (filling === undefined) return []
  const { record, at, scan } = filling
  const wanted = [
    ...(record === undefined ? [] : [[record, 'text'] as const]),
    ...(at === undefined ? [] : [[at, 'time'] as const]),
    ...scan.map((name) => [name, 'text'] as const),
  ]
  return wanted
    .filter(([name, type]) => !input.some((i) => i.name === name && i.type === type))
    .map(([item, type]) => error(path, 'no-input', { item, type }))
}

/** What an answer gives out in clear is told to whoever reviews; of what is not personal there is nothing to declare. */
function showsFindings(c: OwnCommand, items: Items, path: string): Found[] {
  return (c.shows ?? []).flatMap(({ resource, item, purpose }, n) => {
    const at = `${path}.${n}`
    const found = itemsIn(items, resource, [item], at)
    if (found.length > 0) return found
    const { title = item, personal } = items(resource)?.find((i) => i.name === item) ?? { personal: null }
    if (personal === null) return [error(at, 'not-personal', { item: title })]
    const values = { item: title, command: c.title.zh, purpose: purpose.zh }
    const english = { command: c.title.en, purpose: purpose.en }
    return [{ severity: 'warning', path: at, key: 'scenarios.finding.command-shows', values, english }]
  })
}

const named = (where: readonly Where[]) => where.map((w) => w.item)

function indicatorFindings(m: ScenarioManifest, items: Items): Found[] {
  return m.indicators.flatMap((indicator, n) => {
    const path = `indicators.${n}`
    const measures: [string, Measure | null][] = [
      ['numerator', indicator.numerator],
      ['denominator', indicator.denominator],
      ...indicator.beside.map((b, i): [string, Measure] => [`beside.${i}`, b.measure]),
    ]
    return measures.flatMap(([name, measure]) => {
      if (measure === null) return []
      const at = `${path}.${name}`
      const sum = items(measure.resource)?.find((i) => i.name === measure.sum)
      return [
        ...dividingFindings(items, measure.resource, [...named(measure.where), ...indicator.by], at),
        ...(measure.sum !== null && sum?.type !== 'integer' && sum?.type !== 'decimal'
          ? [error(at, 'no-number', { item: measure.sum })]
          : []),
      ]
    })
  })
}

function pageFindings(m: ScenarioManifest, page: OwnPage, items: Items, path: string): Found[] {
  const forParties = page.who.parties.length > 0
  return [
    ...whoFindings(m, page.who, `${path}.who`),
    ...page.blocks.flatMap((block, n) =>
      blockFindings(m, { block, forParties, items }, `${path}.blocks.${n}`),
    ),
  ]
}

interface Shown {
  readonly block: OwnBlock
  readonly forParties: boolean
  readonly items: Items
}

function blockFindings(m: ScenarioManifest, { block, forParties, items }: Shown, path: string): Found[] {
  if (block.kind === 'text') return []
  if (block.kind === 'command') return noCommand(m, [block.command], path)
  if (block.kind === 'table')
    return [
      ...(forParties && block.own === undefined ? [error(path, 'party-sees-all')] : []),
      ...itemsIn(items, block.resource, [...block.columns, ...(block.own ? [block.own] : [])], path),
      ...dividingFindings(items, block.resource, [...named(block.where), ...block.filters], path),
      ...noCommand(m, block.commands, path),
    ]
  if (forParties) return [error(path, 'party-sees-all')]
  if (block.kind === 'indicator') return indicatorBlock(m, block, path)
  return block.layers.flatMap((layer, i) =>
    layerFindings(
      layer,
      m.resources.find((r) => r.code === layer.resource),
      `${path}.layers.${i}`,
    ),
  )
}

function noCommand(m: ScenarioManifest, codes: readonly string[], path: string): Found[] {
  const known = m.program?.commands ?? []
  return codes
    .filter((code) => !known.some((c) => c.code === code))
    .map((part) => error(path, 'no-part', { part }))
}

function indicatorBlock(
  m: ScenarioManifest,
  block: { indicator: string; by?: string | undefined; show: string },
  path: string,
): Found[] {
  const indicator = m.indicators.find((i) => i.code === block.indicator)
  if (indicator === undefined) return [error(path, 'no-part', { part: block.indicator })]
  const isDivided = block.by !== undefined && indicator.by.includes(block.by)
  return block.show === 'bars' && !isDivided ? [error(path, 'no-item', { item: block.by ?? '' })] : []
}
