import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { ConsentPage, ConsentView } from '#modules/early-warning/contract'
import { api, newIntentionKey } from '../../ui/api.ts'
import { Button, TextArea } from '../../ui/controls.tsx'
import { ExactTime } from '../../ui/deadline.tsx'
import { useText } from '../../ui/i18n.tsx'
import { OrgName } from '../../ui/org-name.tsx'
import { Empty, Failure, Loading, useFailureText } from '../../ui/states.tsx'
import { TableScroll } from '../fields/table-scroll.tsx'
import { sharingTexts } from '../messages/sharing.ts'
import { sharingGrantTexts } from '../messages/sharing-grants.ts'
import { watchConsentTexts } from '../messages/watch-consents.ts'
import { useFilters } from '../shell/filters.ts'
import { ConsentStateTag, Reads } from '../warnings/consent.tsx'

const key = ['watch-consents'] as const
const pageSize = 50

/** 谁在监测: watches of others over one's own data; each waits for a person's answer. */
export function ConsentsView() {
  const t = useText(watchConsentTexts)
  const g = useText(sharingGrantTexts)
  const [{ from = '0' }, change] = useFilters()
  const offset = Math.max(0, Number(from) || 0)
  const list = useQuery({
    queryKey: [...key, offset],
    queryFn: ({ signal }) =>
      api.get<ConsentPage>('/early-warning/consents', { limit: pageSize, offset }, signal),
  })
  const total = list.data?.total ?? 0
  return (
    <>
      <p className="muted">{t('intro')}</p>
      {list.isPending && <Loading lines={6} />}
      {list.error !== null && <Failure error={list.error} onRetry={() => void list.refetch()} />}
      {list.data?.rows.length === 0 && <Empty title={t('empty')} />}
      {list.data !== undefined && list.data.rows.length > 0 && (
        <>
          <p role="status">{t('total', { total })}</p>
          <ConsentTable rows={list.data.rows} />
        </>
      )}
      {total > pageSize && (
        <nav className="pages" aria-label={g('pages')}>
          <Button
            disabled={offset === 0}
            onClick={() => change({ from: String(Math.max(0, offset - pageSize)) })}
          >
            {g('previous')}
          </Button>
          <Button
            disabled={offset + pageSize >= total}
            onClick={() => change({ from: String(offset + pageSize) })}
          >
            {g('next')}
          </Button>
        </nav>
      )}
    </>
  )
}

function ConsentTable({ rows }: { rows: readonly ConsentView[] }) {
  const t = useText(watchConsentTexts)
  const s = useText(sharingTexts)
  const columns = ['watch', 'owner', 'reads', 'purpose', 'asked', 'state'] as const
  return (
    <TableScroll label={s('view.watches')}>
      <table className="table table-stack">
        <thead>
          <tr>
            {columns.map((name) => (
              <th key={name} scope="col">
                {t(name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((c) => (
            <tr key={c.id}>
              <th scope="row">
                {c.watchName}
                <br />
                <span className="muted">
                  {c.resourceName} · {t(`watch.${c.watchState}`)}
                </span>
              </th>
              <td data-label={t('owner')}>{c.owner !== null && <OrgName code={c.owner} />}</td>
              <td data-label={t('reads')}>
                <Reads consent={c} />
              </td>
              <td data-label={t('purpose')}>{c.purpose}</td>
              <td data-label={t('asked')} className="nowrap">
                <ExactTime at={c.askedAt} />
              </td>
              <td data-label={t('state')}>
                <ConsentStateTag state={c.state} />
                {c.answeredAt !== null && <p className="muted">{c.reason}</p>}
                <Answer c={c} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}

type Step = ConsentView['can'][number]

/** Gives, refuses or withdraws, with the reason that the other side reads. */
function Answer({ c }: { c: ConsentView }) {
  const t = useText(watchConsentTexts)
  const failureText = useFailureText()
  const client = useQueryClient()
  const [step, setStep] = useState<Step>()
  const [reason, setReason] = useState('')
  const act = useMutation({
    mutationFn: (chosen: Step) =>
      api.post(`/early-warning/consents/${c.id}/${chosen}`, { reason }, newIntentionKey()),
    onSuccess: () => setStep(undefined),
    onSettled: () => client.invalidateQueries({ queryKey: key }),
  })
  const isReady = reason.trim().length >= 2
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (step !== undefined && isReady && !act.isPending) act.mutate(step)
  }
  if (c.can.length === 0) return null
  return (
    <div className="consent-answer no-print">
      <div className="button-row">
        {c.can.map((name) => (
          <Button
            key={name}
            kind={name === 'withdraw' ? 'danger' : 'plain'}
            aria-pressed={step === name}
            onClick={() => {
              setStep(step === name ? undefined : name)
              setReason('')
            }}
          >
            {t(name)}
          </Button>
        ))}
      </div>
      {step !== undefined && (
        <form className="consent-form" onSubmit={submit} aria-label={t(step)}>
          <TextArea
            id={`reason-${c.id}`}
            label={t('reason')}
            rows={2}
            maxLength={1000}
            autoFocus
            value={reason}
            onChange={(e) => setReason(e.target.value)}
          />
          <div className="button-row">
            <Button kind="main" type="submit" busy={act.isPending} aria-disabled={!isReady}>
              {t('send')}
            </Button>
            <Button kind="quiet" onClick={() => setStep(undefined)}>
              {t('cancel')}
            </Button>
          </div>
        </form>
      )}
      {act.error !== null && (
        <p role="alert" className="field-error">
          {failureText(act.error)}
        </p>
      )}
    </div>
  )
}
