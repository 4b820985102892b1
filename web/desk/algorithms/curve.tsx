import { lazy, Suspense } from 'react'
import { useText } from '../../ui/i18n.tsx'
import { Loading } from '../../ui/states.tsx'
import { TableScroll } from '../fields/table-scroll.tsx'
import { watchTexts } from '../messages/algorithm-watch.ts'
import { type AlgorithmRow, expectedAt, percent, type Selective, selectiveOf } from './register.ts'

const CurveChart = lazy(async () => ({ default: (await import('./curve-chart.tsx')).CurveChart }))

/** How much each threshold makes automatic, and how much of that would be wrong, as measured beforehand. */
export function CurvePart({ row }: { row: AlgorithmRow }) {
  const t = useText(watchTexts)
  const selective = selectiveOf(row.figures)
  if (selective === undefined) return null
  const { automatic_above: threshold } = row
  const point = threshold === null ? undefined : expectedAt(selective.curve, threshold)
  const id = `${row.code}-${row.version}-curve`
  return (
    <details open={row.status === 'approved' || row.status === 'proposed'}>
      <summary id={id}>{t('curve')}</summary>
      <p className="muted">{t('curve.data', { data: selective.data, rows: selective.rows })}</p>
      <Promised selective={selective} />
      <Suspense fallback={<Loading lines={5} />}>
        <CurveChart
          curve={selective.curve}
          maxRisk={selective.maxRisk}
          inForce={row.rights || point === undefined ? null : point.coverage}
        />
      </Suspense>
      <details>
        <summary>{t('curve.table')}</summary>
        <CurveTable
          selective={selective}
          inForce={point?.threshold}
          label={id}
          of={`${row.code} ${row.version}`}
        />
      </details>
    </details>
  )
}

function Promised({ selective }: { selective: Selective }) {
  const t = useText(watchTexts)
  const { chosen, expected, delta } = selective
  const max = percent(selective.maxRisk)
  const words = (point: { threshold: number; coverage: number; risk: number }) => ({
    threshold: Number((point.threshold * 100).toFixed(1)),
    coverage: percent(point.coverage),
    risk: percent(point.risk),
  })
  return (
    <>
      <p>
        {chosen === null
          ? t('curve.chosen.none', { max })
          : t('curve.chosen', { ...words(chosen), max, sure: Math.round((1 - delta) * 100) })}
      </p>
      {expected !== null && <p className="muted">{t('curve.expected', words(expected))}</p>}
    </>
  )
}

interface CurveTableProps {
  readonly selective: Selective
  readonly inForce: number | undefined
  /** Id of what names the table. */
  readonly label: string
  /** The version, which tells one table of the page from another. */
  readonly of: string
}

function CurveTable({ selective, inForce, label, of }: CurveTableProps) {
  const t = useText(watchTexts)
  return (
    <TableScroll label={`${t('curve.table')} ${of}`}>
      <table className="table" aria-labelledby={label}>
        <thead>
          <tr>
            <th scope="col">{t('col.threshold')}</th>
            <th scope="col">{t('col.coverage')}</th>
            <th scope="col">{t('col.risk')}</th>
            <th scope="col">{t('col.bound')}</th>
          </tr>
        </thead>
        <tbody>
          {selective.curve.map((point) => (
            <tr key={point.threshold} aria-current={point.threshold === inForce ? 'true' : undefined}>
              <th scope="row" className="numbers">
                {percent(point.threshold)}
                {point.threshold === inForce && <> · {t('in-force')}</>}
              </th>
              <td className="numbers">{percent(point.coverage)}</td>
              <td className="numbers">{percent(point.risk)}</td>
              <td className="numbers">{percent(point.riskBound)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}
