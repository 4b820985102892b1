import { type FormEvent, type ReactNode, useState } from 'react'
import { type ItemKind, type KindsView, type PersonalKind, personalKinds } from '#modules/protection/contract'
import { Button, TextField } from '../../ui/controls.tsx'
import { useText } from '../../ui/i18n.tsx'
import { OrgName } from '../../ui/org-name.tsx'
import { PageTitle } from '../../ui/page.tsx'
import { Failure, Loading, useFailureText } from '../../ui/states.tsx'
import { TableScroll } from '../fields/table-scroll.tsx'
import { protectionTexts } from '../messages/protection.ts'
import { useProtectionAction, useProtectionRead } from './api.ts'
import { BackToList } from './frame.tsx'
import { KindName, Proposal } from './kind-words.tsx'

/** One resource, item by item: what is described, proposed and confirmed. */
export function KindsPage({ id }: { id: string }) {
  const view = useProtectionRead<KindsView>(`/protection/resources/${id}/kinds`)
  return (
    <main id="main" tabIndex={-1} className="page">
      <BackToList />
      {view.isPending && <Loading lines={10} />}
      {view.error !== null && <Failure error={view.error} onRetry={() => void view.refetch()} />}
      {view.data !== undefined && (
        <Body key={`${view.data.version} ${view.data.detectedAt}`} view={view.data} />
      )}
    </main>
  )
}

function Body({ view }: { view: KindsView }) {
  const t = useText(protectionTexts)
  const failureText = useFailureText()
  const detect = useProtectionAction()
  const failed = detect.error === null ? null : failureText(detect.error)
  return (
    <>
      <div className="page-head">
        <PageTitle title={view.name} />
        <OrgName code={view.provider} />
        <span className="hash muted">{view.code}</span>
        {view.may.includes('detect') && (
          <Button
            busy={detect.isPending}
            onClick={() => detect.mutate({ path: `/protection/resources/${view.id}/detect`, input: {} })}
          >
            {t('detect')}
          </Button>
        )}
        <span role="status" className="muted">
          {failed ?? (detect.isSuccess ? t('detect.asked') : '')}
        </span>
      </div>
      {view.may.includes('confirm') ? <ConfirmForm view={view} /> : <KindTable view={view} />}
    </>
  )
}

type Kinds = Readonly<Record<string, PersonalKind | null>>

/** Filled with what was confirmed, else with what is proposed, else with what is described. */
function startKinds(view: KindsView): Kinds {
  return Object.fromEntries(
    view.items.map((i) => [
      i.item,
      i.confirmed === null ? (i.proposal?.kind ?? i.described) : i.confirmed.kind,
    ]),
  )
}

function ConfirmForm({ view }: { view: KindsView }) {
  const t = useText(protectionTexts)
  const failureText = useFailureText()
  const [kinds, setKinds] = useState(() => startKinds(view))
  const [note, setNote] = useState('')
  const confirm = useProtectionAction()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    confirm.mutate({
      path: `/protection/resources/${view.id}/kinds`,
      input: { version: view.version, kinds, note },
    })
  }
  return (
    <form onSubmit={submit} className="content-form">
      <p className="muted">{t('confirm.note')}</p>
      <KindTable
        view={view}
        choose={(item) => (
          <select
            className="input"
            aria-label={`${item.title} ${t('confirmed')}`}
            value={kinds[item.item] ?? ''}
            onChange={(e) =>
              setKinds({ ...kinds, [item.item]: (e.target.value || null) as PersonalKind | null })
            }
          >
            <option value="">{t('none')}</option>
            {personalKinds.map((k) => (
              <option key={k} value={k}>
                {t(`kind.${k}`)}
              </option>
            ))}
          </select>
        )}
      />
      <TextField
        id="kinds-note"
        label={t('note')}
        value={note}
        maxLength={1000}
        onChange={(e) => setNote(e.target.value)}
      />
      {confirm.error !== null && (
        <p role="alert" className="field-error">
          {failureText(confirm.error)}
        </p>
      )}
      <div className="button-row form-end">
        <Button kind="main" type="submit" busy={confirm.isPending}>
          {t('confirm')}
        </Button>
        <span role="status">{confirm.isSuccess && t('saved')}</span>
      </div>
    </form>
  )
}

interface KindTableProps {
  readonly view: KindsView
  readonly choose?: (item: ItemKind) => ReactNode
}

function KindTable({ view, choose }: KindTableProps) {
  const t = useText(protectionTexts)
  return (
    <TableScroll label={t('kinds')}>
      <table className="table catalogue-table">
        <thead>
          <tr>
            {(['item', 'proposal', 'confirmed'] as const).map((h) => (
              <th key={h} scope="col">
                {t(h)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {view.items.map((i) => (
            <tr key={i.item}>
              <th scope="row">
                {i.title} <span className="hash muted">{i.item}</span>{' '}
                {i.sensitive && <span className="tag tag-open">◆ {t('sensitive')}</span>}
              </th>
              <td data-label={t('proposal')}>
                <Proposal item={i} />
              </td>
              <td data-label={t('confirmed')}>
                {choose?.(i) ?? (i.confirmed !== null && <KindName kind={i.confirmed.kind} />)}
                {i.confirmed !== null && (
                  <div className="muted">
                    {t('confirmed.by', { by: i.confirmed.by })} {i.confirmed.at.slice(0, 10)}
                  </div>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}
