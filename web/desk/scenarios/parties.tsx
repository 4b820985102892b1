import { useState } from 'react'
import type { PartyView, ScenarioView } from '#modules/scenarios/contract'
import { Button } from '../../ui/controls.tsx'
import { RelativeTime } from '../../ui/deadline.tsx'
import { useLanguage, useText } from '../../ui/i18n.tsx'
import { useSession } from '../../ui/session.tsx'
import { Failure, Loading, useFailureText } from '../../ui/states.tsx'
import { TableScroll } from '../fields/table-scroll.tsx'
import { programTexts } from '../messages/scenario-program.ts'
import { useEndParty, useParties } from './api.ts'
import { InviteForm } from './invite.tsx'

/** The enterprises outside that take part, for real or in the sandbox; the department lets them in and ends them. */
export function Parties({ s }: { s: ScenarioView }) {
  const t = useText(programTexts)
  const runs = s.standing === 'published'
  const [isSandbox, setSandbox] = useState(!runs)
  const hasSandbox = s.parts.some((p) => p.sandbox && p.state === 'active')
  const kinds = s.versions.flatMap((v) => v.manifest.parties)
  if (kinds.length === 0 || (!runs && !hasSandbox)) return null
  return (
    <section className="card">
      <h2>{t('parties')}</h2>
      <p className="muted">{t('parties.text')}</p>
      {runs && hasSandbox && (
        <label className="field narrow-form" htmlFor="parties-where">
          {t('parties.where')}
          <select
            id="parties-where"
            className="input"
            value={String(isSandbox)}
            onChange={(e) => setSandbox(e.target.value === 'true')}
          >
            <option value="false">{t('parties.real')}</option>
            <option value="true">{t('parties.sandbox')}</option>
          </select>
        </label>
      )}
      <List key={String(isSandbox)} s={s} isSandbox={isSandbox} />
    </section>
  )
}

function List({ s, isSandbox }: { s: ScenarioView; isSandbox: boolean }) {
  const t = useText(programTexts)
  const { me } = useSession()
  const { data, error, isPending, refetch } = useParties(s.code, isSandbox)
  // The server decides; this keeps buttons out of sight that would only be refused.
  const may = me?.posts.some((p) => p.role === 'data-manager' && p.org === s.org) ?? false
  if (isPending) return <Loading />
  if (error !== null) return <Failure error={error} onRetry={() => void refetch()} />
  return (
    <>
      {data.rows.length === 0 && <p className="muted">{t('parties.none')}</p>}
      {data.rows.length > 0 && <PartyTable s={s} rows={data.rows} may={may} />}
      {may && <InviteForm s={s} isSandbox={isSandbox} />}
    </>
  )
}

interface PartyTableProps {
  readonly s: ScenarioView
  readonly rows: readonly PartyView[]
  readonly may: boolean
}

function PartyTable({ s, rows, may }: PartyTableProps) {
  const t = useText(programTexts)
  const heads = ['party', 'kind', 'state', 'by', 'at', 'key', ...(may ? (['do'] as const) : [])] as const
  return (
    <TableScroll label={t('parties')}>
      <table className="table table-stack">
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {t(head)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((p) => (
            <PartyRow key={p.id} s={s} p={p} may={may} />
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}

const tags = { invited: 'open', joined: 'good', ended: 'quiet' } as const

function PartyRow({ s, p, may }: { s: ScenarioView; p: PartyView; may: boolean }) {
  const t = useText(programTexts)
  const { locale } = useLanguage()
  const kind = s.versions.flatMap((v) => v.manifest.parties).find((k) => k.code === p.kind)
  return (
    <tr>
      <th scope="row">{p.key}</th>
      <td data-label={t('kind')}>{kind?.title[locale] ?? p.kind}</td>
      <td data-label={t('state')}>
        <span className={`tag tag-${tags[p.state]}`}>{t(`state.${p.state}`)}</span>
      </td>
      <td data-label={t('by')}>{p.by}</td>
      <td data-label={t('at')}>
        <RelativeTime at={p.at} />
      </td>
      <td data-label={t('key')}>
        {p.publicKey === null ? (
          t('none')
        ) : (
          <details>
            <summary>{t('key.show')}</summary>
            <pre className="hash">{p.publicKey}</pre>
            <p className="field-hint">{t('key.custody')}</p>
          </details>
        )}
      </td>
      {may && <td data-label={t('do')}>{p.state === 'ended' ? t('none') : <End p={p} />}</td>}
    </tr>
  )
}

function End({ p }: { p: PartyView }) {
  const t = useText(programTexts)
  const failureText = useFailureText()
  const [isAsking, setAsking] = useState(false)
  const end = useEndParty(p.id)
  if (!isAsking)
    return (
      <Button kind="danger" aria-label={`${t('end')} ${p.key}`} onClick={() => setAsking(true)}>
        {t('end')}
      </Button>
    )
  return (
    <div role="alert">
      <p>{t('end.text')}</p>
      <div className="button-row">
        <Button kind="danger" busy={end.isPending} onClick={() => end.mutate()}>
          {t('end.sure')}
        </Button>
        <Button onClick={() => setAsking(false)}>{t('cancel')}</Button>
      </div>
      {end.error !== null && <p className="field-error">{failureText(end.error)}</p>}
    </div>
  )
}
