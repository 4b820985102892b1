import { Link } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import type { Lineage, ResourceView } from '#modules/catalogue/contract'
import { Button, TextField } from '../../ui/controls.tsx'
import { useText } from '../../ui/i18n.tsx'
import { Failure, Loading, useFailureText } from '../../ui/states.tsx'
import { TableScroll } from '../fields/table-scroll.tsx'
import { catalogueTexts } from '../messages/catalogue.ts'
import { useCatalogueAction, useLineage } from './api.ts'
import { LineageGraph } from './lineage-graph.tsx'
import { ResourceField } from './resource-field.tsx'

/** Where the resource comes from and what is made of it, as a drawing and as a table that says the same. */
export function LineageSection({ r }: { r: ResourceView }) {
  const t = useText(catalogueTexts)
  const lineage = useLineage(r.id)
  if (lineage.isPending) return <Loading lines={4} />
  if (lineage.error !== null) return <Failure error={lineage.error} onRetry={() => void lineage.refetch()} />
  const { data } = lineage
  return (
    <>
      {data.edges.length === 0 && <p className="muted">{t('lineage.none')}</p>}
      {data.edges.length > 0 && (
        <>
          <LineageGraph lineage={data} here={r.id} />
          <EdgeTable r={r} lineage={data} />
        </>
      )}
      {r.may.includes('link') && <AddSource r={r} />}
    </>
  )
}

function EdgeTable({ r, lineage }: { r: ResourceView; lineage: Lineage }) {
  const t = useText(catalogueTexts)
  const remove = useCatalogueAction()
  const failureText = useFailureText()
  const mayLink = r.may.includes('link')
  return (
    <>
      <TableScroll label={t('lineage.table')}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('lineage.from')}</th>
              <th scope="col">{t('lineage.how')}</th>
              <th scope="col">{t('lineage.to')}</th>
              {mayLink && <td />}
            </tr>
          </thead>
          <tbody>
            {lineage.edges.map((e) => (
              <tr key={`${e.from} ${e.to}`}>
                <td>
                  <NodeName id={e.from} lineage={lineage} here={r.id} />
                </td>
                <td>{e.how}</td>
                <td>
                  <NodeName id={e.to} lineage={lineage} here={r.id} />
                </td>
                {mayLink && (
                  <td>
                    {e.to === r.id && (
                      <Button
                        kind="quiet"
                        busy={remove.isPending}
                        onClick={() =>
                          remove.mutate({ path: `/resources/${r.id}/unlink`, input: { from: e.from } })
                        }
                      >
                        {t('lineage.remove')}
                      </Button>
                    )}
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
      {remove.error !== null && (
        <p role="alert" className="field-error">
          {failureText(remove.error)}
        </p>
      )}
    </>
  )
}

function NodeName({ id, lineage, here }: { id: string; lineage: Lineage; here: string }) {
  const t = useText(catalogueTexts)
  const name = lineage.nodes.find((n) => n.id === id)?.name ?? id
  if (id === here)
    return (
      <strong>
        {name} <span className="muted">· {t('lineage.here')}</span>
      </strong>
    )
  return (
    <Link to="/catalogue" search={(old: object) => ({ ...old, resource: id })}>
      {name}
    </Link>
  )
}

function AddSource({ r }: { r: ResourceView }) {
  const t = useText(catalogueTexts)
  const failureText = useFailureText()
  const [from, setFrom] = useState<string>()
  const [how, setHow] = useState('')
  const add = useCatalogueAction(() => {
    setFrom(undefined)
    setHow('')
  })
  const isReady = from !== undefined && how.trim().length >= 2
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isReady) add.mutate({ path: `/resources/${r.id}/link`, input: { from, how } })
  }
  return (
    <details className="no-print">
      <summary>{t('lineage.add')}</summary>
      <form className="form-grid" onSubmit={submit}>
        <ResourceField label={t('lineage.choose')} value={from} without={r.id} onChange={setFrom} />
        <TextField
          id="lineage-how"
          label={t('lineage.how')}
          value={how}
          maxLength={500}
          onChange={(e) => setHow(e.target.value)}
        />
        <div>
          <Button type="submit" busy={add.isPending} aria-disabled={!isReady}>
            {t('confirm')}
          </Button>
        </div>
      </form>
      {add.error !== null && (
        <p role="alert" className="field-error">
          {failureText(add.error)}
        </p>
      )}
    </details>
  )
}
