import { type FormEvent, useState } from 'react'
import type { QualityFigure, QualityView } from '#modules/collection/contract'
import { type Dimension, dimensions } from '#modules/collection/rules'
import { Button } from '../../ui/controls.tsx'
import { useText } from '../../ui/i18n.tsx'
import { useSession } from '../../ui/session.tsx'
import { Empty, Failure, Loading, useFailureText } from '../../ui/states.tsx'
import { TableScroll } from '../fields/table-scroll.tsx'
import { collectionTexts } from '../messages/collection.ts'
import { useCollectionWrite, useQuality } from './api.ts'
import { QualityChart } from './quality-chart.tsx'

const percent = (share: number | null | undefined) => (share == null ? '—' : `${(100 * share).toFixed(1)}%`)

/** The score over time, and how it is made of its dimensions, with the numbers. */
export function Quality({ id }: { id: string }) {
  const t = useText(collectionTexts)
  const quality = useQuality(id)
  if (quality.isPending) return <Loading lines={6} />
  if (quality.error !== null) return <Failure error={quality.error} onRetry={() => void quality.refetch()} />
  const { data } = quality
  if (data.days.length === 0) return <Empty title={t('quality.empty')} />
  return (
    <>
      <section className="card" aria-labelledby="quality-formula">
        <h2 id="quality-formula">
          {t('quality.period')} {data.period.score?.toFixed(1) ?? '—'}
        </h2>
        <p className="muted">{t('quality.formula')}</p>
        <FormulaTable view={data} />
      </section>
      <h2>{t('quality.chart')}</h2>
      <QualityChart days={data.days} />
      <DayTable days={data.days} />
    </>
  )
}

const isFigure = (column: string) => column === 'share' || column === 'weight'

function FormulaTable({ view }: { view: QualityView }) {
  const t = useText(collectionTexts)
  const { hasRole } = useSession()
  const failureText = useFailureText()
  const save = useCollectionWrite<QualityView['weights']>('/collection/weights')
  const [weights, setWeights] = useState(view.weights)
  const mayWeigh = hasRole('data-authority')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate(weights)
  }
  return (
    <form onSubmit={submit}>
      <TableScroll label={t('quality.period')}>
        <table className="table">
          <thead>
            <tr>
              {(['dimension', 'share', 'weight', 'numbers'] as const).map((name) => (
                <th key={name} scope="col" className={isFigure(name) ? 'number' : undefined}>
                  {t(name)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {dimensions.map((d) => (
              <tr key={d}>
                <th scope="row">{t(`dimension.${d}`)}</th>
                <td className="number">{percent(view.period.shares[d])}</td>
                <td className="number">
                  {mayWeigh ? (
                    <input
                      className="input"
                      type="number"
                      min={0}
                      max={100}
                      aria-label={`${t(`dimension.${d}`)} ${t('weight')}`}
                      value={weights[d]}
                      onChange={(e) => setWeights({ ...weights, [d]: Number(e.target.value) })}
                    />
                  ) : (
                    view.weights[d]
                  )}
                </td>
                <td>
                  <How dimension={d} figure={view.period} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
      {save.error !== null && (
        <p role="alert" className="field-error">
          {failureText(save.error)}
        </p>
      )}
      {mayWeigh && (
        <Button type="submit" busy={save.isPending}>
          {t('weights.save')}
        </Button>
      )}
    </form>
  )
}

function How({ dimension, figure }: { dimension: Dimension; figure: QualityFigure }) {
  const t = useText(collectionTexts)
  return <>{t(`how.${dimension}`, { ...figure.measures })}</>
}

function DayTable({ days }: { days: QualityView['days'] }) {
  const t = useText(collectionTexts)
  return (
    <TableScroll label={t('quality.chart')}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('day')}</th>
            <th scope="col" className="number">
              {t('score.day')}
            </th>
            {dimensions.map((d) => (
              <th key={d} scope="col" className="number">
                {t(`dimension.${d}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {days.toReversed().map((d) => (
            <tr key={d.day}>
              <th scope="row" className="nowrap">
                {d.day}
              </th>
              <td className="number">{d.score?.toFixed(1) ?? '—'}</td>
              {dimensions.map((name) => (
                <td key={name} className="number">
                  {percent(d.shares[name])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}
