import type { ForbiddenList } from '#modules/control/contract'
import { alwaysForbidden, forbiddenBy } from '#modules/control/rules'
import type { ScenarioManifest } from '../contract/manifest.ts'
import type { Found } from './findings.ts'

/**
 * What no scenario holds (ethnicity, religion, political opinion, care levels), what none judges by, and personal items that
 * it does not say it processes.
 */
export function attributeFindings(m: ScenarioManifest, forbidden: Pick<ForbiddenList, 'rows'>): Found[] {
  const held = m.resources.flatMap((r, n) =>
    r.items.flatMap((item, i): Found[] => {
      const path = `resources.${n}.items.${i}`
      const attribute = forbiddenBy(forbidden, { ...item, kind: item.personal })
      if (attribute !== undefined && (alwaysForbidden as readonly string[]).includes(attribute.code))
        return [forbiddenFound(path, item.title, attribute)]
      return item.personal !== null && !m.personal.processes
        ? [
            {
              severity: 'error',
              path: `${path}.personal`,
              key: 'scenarios.finding.personal-unsaid',
              values: { item: item.title },
            },
          ]
        : []
    }),
  )
  return [...held, ...askedFindings(m, forbidden), ...judgedFindings(m, forbidden), ...unneeded(m)]
}

/** What nobody is asked for: by commands and steps of cases; and what no decision table judges by. */
function askedFindings(m: ScenarioManifest, forbidden: Pick<ForbiddenList, 'rows'>): Found[] {
  const steps = m.caseTypes.flatMap((t, n) =>
    t.steps.map((s, i) => [`caseTypes.${n}.steps.${i}`, s] as const),
  )
  const commands = (m.program?.commands ?? []).map((c, n) => [`program.commands.${n}`, c] as const)
  const asked = [...steps, ...commands].flatMap(([path, { input }]) =>
    input.flatMap((item, i): Found[] => {
      const attribute = forbiddenBy(forbidden, { ...item, kind: item.personal })
      return attribute !== undefined && (alwaysForbidden as readonly string[]).includes(attribute.code)
        ? [forbiddenFound(`${path}.input.${i}`, item.title, attribute)]
        : []
    }),
  )
  const judged = m.tables.flatMap((t, n) =>
    t.inputs.flatMap((i, k): Found[] => {
      const attribute = forbiddenBy(forbidden, { name: i.name, title: i.title.zh, kind: null })
      return attribute === undefined ? [] : [forbiddenFound(`tables.${n}.inputs.${k}`, i.title.zh, attribute)]
    }),
  )
  const wanted = m.asks.flatMap((a, n) =>
    a.items.flatMap((name): Found[] => {
      const attribute = forbiddenBy(forbidden, { name, title: '', kind: null })
      return attribute !== undefined && (alwaysForbidden as readonly string[]).includes(attribute.code)
        ? [forbiddenFound(`asks.${n}.items`, name, attribute)]
        : []
    }),
  )
  return [...asked, ...judged, ...wanted]
}

/** A watch's object, value and condition are what it judges by. */
function judgedFindings(m: ScenarioManifest, forbidden: Pick<ForbiddenList, 'rows'>): Found[] {
  return m.watches.flatMap((w, n) => {
    const items = m.resources.find((r) => r.code === w.resource)?.items ?? []
    const used = [
      ['object', w.object],
      ['value', w.value],
      ['says', w.says],
      ['where', w.where?.item],
    ] as const
    return used.flatMap(([field, name]): Found[] => {
      const item = items.find((i) => i.name === name)
      if (item === undefined) return []
      const path = `watches.${n}.${field}`
      if (item.personal !== null)
        return [
          {
            severity: 'error',
            path,
            key: 'early-warning.of-persons',
            values: { item: item.title },
          },
        ]
      const attribute = forbiddenBy(forbidden, { ...item, kind: null })
      return attribute === undefined ? [] : [forbiddenFound(path, item.title, attribute)]
    })
  })
}

function forbiddenFound(path: string, item: string, a: ForbiddenList['rows'][number]): Found {
  const values = { item, attribute: a.zh, law: a.legalBasis }
  return { severity: 'error', path, key: 'scenarios.finding.forbidden', values, english: { attribute: a.en } }
}

/** Least privilege: what is said to be needed and is not used. */
function unneeded(m: ScenarioManifest): Found[] {
  const isPersonal =
    m.resources.some((r) => r.items.some((i) => i.personal !== null)) || m.asks.some((a) => a.personal)
  return m.personal.processes && !isPersonal
    ? [{ severity: 'warning', path: 'personal', key: 'scenarios.finding.personal-unused', values: {} }]
    : []
}
