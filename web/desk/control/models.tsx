import { Link } from '@tanstack/react-router'
import type { Model } from '#modules/control/contract'
import { useText } from '../../ui/i18n.tsx'
import { OrgName } from '../../ui/org-name.tsx'
import { Empty, Failure, Loading } from '../../ui/states.tsx'
import { TableScroll } from '../fields/table-scroll.tsx'
import { controlTexts } from '../messages/control.ts'
import { controlModelTexts } from '../messages/control-models.ts'
import { useModels, useOwnOrgs } from './api.ts'

/** The models that the reader may see. */
export function ModelList() {
  const t = useText(controlModelTexts)
  const models = useModels()
  const rows = models.data?.rows
  return (
    <>
      <p className="muted">{t('intro')}</p>
      {useOwnOrgs().length > 0 && (
        <div className="button-row">
          <Link to="/control" search={{ model: 'new' }} className="button button-main">
            {t('new')}
          </Link>
        </div>
      )}
      {models.isPending && <Loading lines={5} />}
      {models.error !== null && <Failure error={models.error} onRetry={() => void models.refetch()} />}
      {rows?.length === 0 && (
        <Empty title={t('empty')}>
          <p>{t('empty.hint')}</p>
        </Empty>
      )}
      {rows !== undefined && rows.length > 0 && <ModelTable rows={rows} />}
    </>
  )
}

function ModelTable({ rows }: { rows: readonly Model[] }) {
  const t = useText(controlModelTexts)
  const kinds = useText(controlTexts)
  return (
    <TableScroll label={kinds('view.models')}>
      <table className="table table-stack">
        <thead>
          <tr>
            {(['name', 'kind', 'owner', 'state', 'running'] as const).map((name) => (
              <th key={name} scope="col">
                {t(name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((m) => (
            <tr key={m.id}>
              <th scope="row">
                <Link to="/control" search={{ model: m.id }}>
                  {m.content.name}
                </Link>
              </th>
              <td data-label={t('kind')}>{kinds(`kind.${m.content.kind}`)}</td>
              <td data-label={t('owner')}>
                <OrgName code={m.owner} />
              </td>
              <td data-label={t('state')}>
                <ModelStateTag state={m.state} />
              </td>
              <td data-label={t('running')} className="numbers">
                {m.running ?? t('running.none')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}

const marks = { draft: 'tag-open', submitted: 'tag-work', running: 'tag-good', stopped: 'tag-warn' } as const

export function ModelStateTag({ state }: { state: Model['state'] }) {
  const t = useText(controlModelTexts)
  return <span className={`tag ${marks[state]}`}>{t(`state.${state}`)}</span>
}
