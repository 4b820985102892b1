import { z } from 'zod'
import { isCreditCode } from '#kernel/vault/rules'
import { faultsOf } from '#modules/catalogue/rules'
import type { ForbiddenList } from '#modules/control/contract'
import type { OwnWatch } from '../contract/manifest.ts'
import { type Finding, ScenarioManifest } from '../contract/manifest.ts'
import { askFindings } from './asks.ts'
import { attributeFindings } from './attributes.ts'
import { caseTypeFindings } from './cases.ts'
import { resourceContent } from './contents.ts'
import { demoFindings } from './demo.ts'
import { error, type Found, told } from './findings.ts'
import { labelFindings } from './items.ts'
import { type Exported, programFindings } from './program.ts'
import { shapeProblem, unknownKeys } from './shape.ts'
import { tableFindings } from './tables.ts'
import { patternFindings, watchFindings } from './watches.ts'

/** What a check needs to know beside the manifest. */
export interface Known {
  /** What the detector says of its parameters; its models are no pure rules. */
  readonly wrongParameters: (
    watch: Pick<OwnWatch, 'detector' | 'count' | 'also'>,
  ) => readonly { readonly path: string; readonly message: string }[]
  readonly forbidden: Pick<ForbiddenList, 'rows'>
  /** What the program's module exports. */
  readonly exported: Exported
}

export interface Checked {
  /** Undefined where the shape is wrong, or an error blocks it. */
  readonly manifest: ScenarioManifest | undefined
  readonly findings: readonly Finding[]
}

/** Everything that is to be said of a manifest, whatever was sent: findings, never an exception. */
export function conformanceOf(raw: unknown, known: Known): Checked {
  const shape = shapeProblem(raw)
  if (shape !== undefined) return { manifest: undefined, findings: [told(error(shape.path, shape.key))] }
  const parsed = ScenarioManifest.safeParse(raw)
  if (!parsed.success) return { manifest: undefined, findings: shapeFindings(raw) }
  const manifest = parsed.data
  const found = [
    ...unknownKeys(raw, manifest).map((path) => error(path, 'unknown-key')),
    ...headFindings(manifest),
    ...nameFindings(manifest),
    ...resourceFindings(manifest),
    ...attributeFindings(manifest, known.forbidden),
    ...watchFindings(manifest, known.wrongParameters),
    ...patternFindings(manifest),
    ...askFindings(manifest),
    ...tableFindings(manifest),
    ...caseTypeFindings(manifest),
    ...programFindings(manifest, known.exported),
    ...demoFindings(manifest),
  ]
  const blocks = found.some((f) => f.severity === 'error')
  return { manifest: blocks ? undefined : manifest, findings: found.slice(0, mostFindings).map(told) }
}

/** More than anybody reads at once. */
const mostFindings = 200

const chinese = z.locales.zhCN().localeError

/** Issues of the schema, in both languages. */
function shapeFindings(raw: unknown): Finding[] {
  const issues = (options: Parameters<typeof ScenarioManifest.safeParse>[1]) =>
    ScenarioManifest.safeParse(raw, options).error?.issues ?? []
  const zh = issues({ error: chinese })
  return issues({})
    .slice(0, mostFindings)
    .map((issue, n) => ({
      severity: 'error',
      path: issue.path.join('.'),
      key: 'scenarios.finding.shape',
      zh: zh[n]?.message ?? issue.message,
      en: issue.message,
    }))
}

function headFindings(m: ScenarioManifest): Found[] {
  const { enterprise, personal } = m
  return [
    ...(isCreditCode(enterprise.creditCode) ? [] : [error('enterprise.creditCode', 'credit-code')]),
    ...(personal.processes && personal.basis.length < 4 ? [error('personal.basis', 'no-basis')] : []),
  ]
}

/** Parts of one kind are told apart by their codes, rows of demos by their resource. */
function nameFindings(m: ScenarioManifest): Found[] {
  const twice = (list: string, codes: readonly string[]) =>
    codes.flatMap((code, n) =>
      codes.indexOf(code) < n ? [error(`${list}.${n}.code`, 'code-twice', { part: code })] : [],
    )
  const lists = {
    resources: m.resources,
    watches: m.watches,
    patterns: m.patterns,
    asks: m.asks,
    tables: m.tables,
    caseTypes: m.caseTypes,
    parties: m.parties,
    indicators: m.indicators,
    pages: m.pages,
    'program.commands': m.program?.commands ?? [],
    'program.reactions': m.program?.reactions ?? [],
  }
  return [
    ...Object.entries(lists).flatMap(([list, parts]) =>
      twice(
        list,
        parts.map((p) => p.code),
      ),
    ),
    ...m.demo.flatMap((d, n) =>
      m.demo.findIndex((other) => other.resource === d.resource) < n
        ? [error(`demo.${n}.resource`, 'code-twice', { part: d.resource })]
        : [],
    ),
  ]
}

const reservedItems: ReadonlySet<string> = new Set(['constructor', 'prototype'])
/** Any department: the content's own faults do not depend on it. */
const anyTarget = { org: 'any', places: [], sandbox: false }

function resourceFindings(m: ScenarioManifest): Found[] {
  return m.resources.flatMap((r, n) => [
    ...faultsOf(resourceContent(r, anyTarget)).map(
      ({ path, key, values }): Found => ({ severity: 'error', path: `resources.${n}.${path}`, key, values }),
    ),
    ...labelFindings(r.items, `resources.${n}.items`),
    ...r.items.flatMap((item, i) =>
      reservedItems.has(item.name)
        ? [error(`resources.${n}.items.${i}.name`, 'reserved-item', { item: item.name })]
        : [],
    ),
  ])
}
