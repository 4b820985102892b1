import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { formatDateTime } from '#kernel/clock/rules'
import type { LayerReport, LayersView } from '#modules/territory/contract'
import { api } from '../../ui/api.ts'
import { useLanguage, useText } from '../../ui/i18n.tsx'
import { PageTitle } from '../../ui/page.tsx'
import { Failure, Loading } from '../../ui/states.tsx'
import { TableScroll } from '../fields/table-scroll.tsx'
import { territoryTexts } from '../messages/territory.ts'
import { CellMap } from './cell-map.tsx'
import { ImportForm, LayerResult } from './import-form.tsx'
import { layersKey } from './query.ts'

/** The layers that the city brings itself, and how to bring another one. */
export function TerritoryPage() {
  const t = useText(territoryTexts)
  const [report, setReport] = useState<LayerReport>()
  const { data, error, refetch, isPending } = useQuery({
    queryKey: layersKey,
    queryFn: ({ signal }) => api.get<LayersView>('/territory/layers', undefined, signal),
  })
  return (
    <main id="main" tabIndex={-1} className="page">
      <PageTitle title={t('title')} />
      <p className="muted">
        {t('about')}
        {data?.can.import === false && t('read')}
      </p>
      {isPending && <Loading lines={6} />}
      {error !== null && <Failure error={error} onRetry={() => void refetch()} />}
      {data !== undefined && <Layers layers={data} />}
      {data?.can.import === true && <ImportForm onDone={setReport} />}
      <div role="status">{report !== undefined && <LayerResult report={report} />}</div>
      {data !== undefined && data.grids.own > 0 && <CellMap covered={report?.covered ?? []} />}
    </main>
  )
}

function Layers({ layers: { grids, townships } }: { layers: LayersView }) {
  const t = useText(territoryTexts)
  const { locale } = useLanguage()
  const figures = [
    ['grids.own', grids.own],
    ['grids.communities', grids.communities],
    ['grids.demo', grids.demo],
    ['townships', townships.own],
  ] as const
  const sources = [
    ...grids.sources.map((s) => ({ ...s, layer: 'grids' as const })),
    ...townships.sources.map((s) => ({ ...s, layer: 'townships' as const })),
  ]
  return (
    <section className="card" aria-labelledby="layers">
      <h2 id="layers">{t('layers')}</h2>
      <dl className="figures">
        {figures.map(([name, count]) => (
          <div key={name} className="figure">
            <dt className="muted">{t(name)}</dt>
            <dd className="figure-value">{count.toLocaleString()}</dd>
          </div>
        ))}
      </dl>
      {sources.length === 0 && <p className="muted">{t('none')}</p>}
      {sources.length > 0 && (
        <TableScroll label={t('sources')}>
          <table className="table">
            <caption>{t('sources')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('layer')}</th>
                <th scope="col">{t('source')}</th>
                <th scope="col" className="number">
                  {t('features')}
                </th>
                <th scope="col">{t('at')}</th>
              </tr>
            </thead>
            <tbody>
              {sources.map((s) => (
                <tr key={`${s.layer} ${s.source}`}>
                  <td>{t(s.layer)}</td>
                  <td>{s.source}</td>
                  <td className="number">{s.features.toLocaleString()}</td>
                  <td>{formatDateTime(new Date(s.importedAt), locale)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableScroll>
      )}
    </section>
  )
}
