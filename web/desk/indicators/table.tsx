import { Link } from '@tanstack/react-router'
import type { IndicatorAnswer, IndicatorSeries } from '#kernel/cases/contract'
import { useText } from '../../ui/i18n.tsx'
import { TableScroll } from '../fields/table-scroll.tsx'
import { indicatorTexts } from '../messages/indicators.ts'
import { plain, useFigure, useName } from './shown.ts'

interface AnswerTableProps {
  readonly answer: IndicatorAnswer
  readonly keys: readonly { readonly key: string; readonly name: string }[]
  readonly isTime: boolean
}

/** The same as the charts; every figure that a list can show opens it. */
export function AnswerTable({ answer, keys, isTime }: AnswerTableProps) {
  const t = useText(indicatorTexts)
  const nameOf = useName()
  const series = answer.series.filter((s) => s.refused === null)
  const rows = isTime ? keys.toReversed() : keys
  const byKey = new Map(series.map((s) => [s.definition.code, new Map(s.points.map((p) => [p.key, p]))]))
  return (
    <details open={!isTime}>
      <summary>{t('table')}</summary>
      <TableScroll label={t('table')}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t(`by.${answer.groupBy}`)}</th>
              {series.map(({ definition: d }) => (
                <th key={d.code} scope="col" className="number">
                  {nameOf(d)} ({t(`unit.${d.unit}`)})
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key, name }) => (
              <tr key={key}>
                <th scope="row">{name}</th>
                {series.map((s) => {
                  const point = byKey.get(s.definition.code)?.get(key)
                  return (
                    <td key={s.definition.code} className="number">
                      <Value
                        unit={s.definition.unit}
                        value={point?.value ?? null}
                        cases={point?.cases ?? null}
                      />
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
          <tfoot>
            <SumRow name={t('total')} series={series} read={(s) => s.total} />
            <SumRow name={t('before')} series={series} read={(s) => s.before} />
          </tfoot>
        </table>
      </TableScroll>
    </details>
  )
}

interface ValueProps {
  readonly unit: IndicatorSeries['definition']['unit']
  readonly value: number | null
  readonly cases: Readonly<Record<string, string>> | null
}

function Value({ unit, value, cases }: ValueProps) {
  const t = useText(indicatorTexts)
  if (value === null) return <>{t('none')}</>
  if (cases === null) return <>{plain(unit, value)}</>
  return (
    <Link to="/" search={{ tab: 'all', ...cases }} title={t('open-cases')}>
      {plain(unit, value)}
    </Link>
  )
}

interface SumRowProps {
  readonly name: string
  readonly series: readonly IndicatorSeries[]
  readonly read: (s: IndicatorSeries) => number | null
}

function SumRow({ name, series, read }: SumRowProps) {
  const figure = useFigure()
  return (
    <tr>
      <th scope="row">{name}</th>
      {series.map((s) => (
        <td key={s.definition.code} className="number">
          {figure(s.definition.unit, read(s))}
        </td>
      ))}
    </tr>
  )
}
