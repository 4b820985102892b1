import type { ReactNode } from 'react'
import type { Locale } from '#kernel/i18n/define'
import type { OwnCaseType, OwnTable, ScenarioManifest, ScenarioView } from '#modules/scenarios/contract'
import { useJoin, useLanguage, useText } from '../../ui/i18n.tsx'
import { CategoryName } from '../../ui/org-name.tsx'
import { partName, titleOf } from '../../ui/running/values.ts'
import { caseTypeTexts } from '../messages/scenario-case-types.ts'
import { PartTable } from './part-table.tsx'

/** The kinds of cases and decision tables of the newest version, as a reviewer reads them. */
export function CaseTypes({ s }: { s: ScenarioView }) {
  const t = useText(caseTypeTexts)
  const [newest] = s.versions
  if (newest === undefined) return null
  const { caseTypes, tables } = newest.manifest
  if (caseTypes.length + tables.length === 0) return null
  return (
    <section className="card" aria-labelledby="scenario-case-types">
      <h2 id="scenario-case-types">{t('title', { version: newest.version })}</h2>
      {caseTypes.map((type) => (
        <CaseType key={type.code} type={type} m={newest.manifest} />
      ))}
      {tables.map((table) => (
        <DecisionTable key={table.code} table={table} m={newest.manifest} />
      ))}
    </section>
  )
}

function CaseType({ type, m }: { type: OwnCaseType; m: ScenarioManifest }) {
  const t = useText(caseTypeTexts)
  const { locale } = useLanguage()
  const join = useJoin()
  const resource = m.resources.find((r) => r.code === type.opens.resource)
  const when = type.opens.where.map((w) => {
    const item = resource?.items.find((i) => i.name === w.item)
    const values = w.in.map((v) => item?.labels?.[v]?.[locale] ?? v).join(' / ')
    return t('op.in', { input: item === undefined ? w.item : titleOf(item, locale), values })
  })
  const stage = (code: string | null) =>
    code === null ? t('over') : (type.stages.find((s) => s.code === code)?.title[locale] ?? code)
  const { acceptHours, days } = type.limits
  return (
    <>
      <h3>{type.title[locale]}</h3>
      <p>
        {t('opens', { resource: resource === undefined ? type.opens.resource : partName(resource, locale) })}
        {when.length > 0 && ` ${t('opens.when', { when: join(when) })}`}
      </p>
      <p>
        {t('dispatch', {
          table: m.tables.find((x) => x.code === type.dispatch.table)?.title[locale] ?? type.dispatch.table,
        })}{' '}
        {t('limits', { hours: acceptHours, days })}
      </p>
      <PartTable
        title={t('steps', { type: type.title[locale] })}
        heads={[t('step'), t('from'), t('to'), t('by')]}
        rows={type.steps.map((s) => [s.title[locale], join(s.from.map(stage)), stage(s.to), t(`by.${s.by}`)])}
      />
    </>
  )
}

/** Conditions on the left, what follows on the right; the first row that holds decides. */
function DecisionTable({ table, m }: { table: OwnTable; m: ScenarioManifest }) {
  const t = useText(caseTypeTexts)
  const { locale } = useLanguage()
  const join = useJoin()
  const input = (name: string) => table.inputs.find((i) => i.name === name)
  const categories = new Set(
    m.caseTypes
      .filter((type) => type.dispatch.table === table.code)
      .flatMap((type) => [type.dispatch.lead, ...type.dispatch.with]),
  )
  const said = (outputs: OwnTable['otherwise']) =>
    table.outputs.map((o) => {
      const value = outputs[o.name]
      if (value === '' || value === undefined) return '—'
      if (categories.has(o.name)) return <CategoryName key={o.name} code={String(value)} />
      return labelOf(o, String(value), locale)
    })
  return (
    <PartTable
      title={t('table', { table: table.title[locale] })}
      heads={[t('row'), t('when'), ...table.outputs.map((o) => o.title[locale]), t('note')]}
      rows={[
        ...table.rows.map((row, n) =>
          line(
            String(n + 1),
            row.conditions.length === 0
              ? t('always')
              : join(
                  row.conditions.map((c) =>
                    t(`op.${c.op}`, {
                      input: input(c.input)?.title[locale] ?? c.input,
                      values: c.values.map((v) => labelOf(input(c.input), v, locale)).join(' / '),
                    }),
                  ),
                ),
            ...said(row.outputs),
            row.note?.[locale] ?? '',
          ),
        ),
        line(t('otherwise'), t('otherwise.when'), ...said(table.otherwise), ''),
      ]}
    />
  )
}

function line(name: string, ...cells: ReactNode[]): [string, ...ReactNode[]] {
  return [name, ...cells]
}

function labelOf(column: OwnTable['inputs'][number] | undefined, value: string, locale: Locale): string {
  return column?.labels?.[value]?.[locale] ?? value
}
