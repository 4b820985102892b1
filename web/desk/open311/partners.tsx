import { type FormEvent, useState } from 'react'
import type { PartnerView } from '#modules/open311/contract'
import { Button, TextField } from '../../ui/controls.tsx'
import { RelativeTime } from '../../ui/deadline.tsx'
import { useText } from '../../ui/i18n.tsx'
import { useFailureText } from '../../ui/states.tsx'
import { Fact } from '../case/head.tsx'
import { open311Texts } from '../messages/open311.ts'
import { useOpen311Action } from './query.ts'

/** Servers of others that appeals are reported to; each is off until somebody switches it on. */
export function Partners({ rows, canManage }: { rows: readonly PartnerView[]; canManage: boolean }) {
  const t = useText(open311Texts)
  const [isAdding, setAdding] = useState(false)
  return (
    <>
      <div className="page-head">
        <h2>{t('partners.title')}</h2>
        {canManage && (
          <Button aria-pressed={isAdding} onClick={() => setAdding(!isAdding)}>
            {t('partners.add')}
          </Button>
        )}
      </div>
      <p className="muted">{t('partners.intro')}</p>
      {isAdding && <PartnerForm partner={undefined} />}
      {rows.length === 0 && <p className="muted">{t('partners.empty')}</p>}
      {rows.map((row) => (
        <PartnerCard key={row.id} row={row} canManage={canManage} />
      ))}
    </>
  )
}

function PartnerCard({ row, canManage }: { row: PartnerView; canManage: boolean }) {
  const t = useText(open311Texts)
  const failureText = useFailureText()
  const save = useOpen311Action<unknown>('partners')
  const { id, name, url, jurisdiction, enabled } = row
  return (
    <article className="card" aria-labelledby={`partner-${id}`}>
      <div className="page-head">
        <h3 id={`partner-${id}`}>{name}</h3>
        <span>{t(enabled ? 'on' : 'off')}</span>
        {canManage && (
          <Button
            busy={save.isPending}
            onClick={() => save.mutate({ id, name, url, jurisdiction, enabled: !enabled })}
          >
            {t(enabled ? 'disable' : 'enable')}
          </Button>
        )}
      </div>
      <dl className="facts">
        <Fact name={t('url')}>
          <span className="hash">{url}</span>
        </Fact>
        <Fact name={t('links')}>{row.links}</Fact>
        <Fact name={t('last-run')}>{row.lastRunAt === null ? '—' : <RelativeTime at={row.lastRunAt} />}</Fact>
        <Fact name={t('trouble')}>{row.lastError ?? '—'}</Fact>
      </dl>
      <span role="status" className="field-error">
        {save.error !== null && failureText(save.error)}
      </span>
      {canManage && (
        <details>
          <summary>{t('manage')}</summary>
          <PartnerForm partner={row} />
        </details>
      )}
    </article>
  )
}

function PartnerForm({ partner }: { partner: PartnerView | undefined }) {
  const t = useText(open311Texts)
  const failureText = useFailureText()
  const save = useOpen311Action<unknown>('partners')
  const [fields, setFields] = useState({
    name: partner?.name ?? '',
    url: partner?.url ?? '',
    jurisdiction: partner?.jurisdiction ?? '',
    key: '',
  })
  const isReady = fields.name.trim().length >= 2 && /^https?:\/\/\S+$/.test(fields.url)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!isReady || save.isPending) return
    const { key, ...rest } = fields
    const known = partner === undefined ? {} : { id: partner.id, enabled: partner.enabled }
    save.mutate({ ...rest, ...known, ...(key === '' ? {} : { key }) })
  }
  const field = (name: keyof typeof fields, hint?: string) => ({
    id: `${name}-${partner?.id ?? 'new'}`,
    label: t(name),
    value: fields[name],
    onChange: (event: { target: { value: string } }) => setFields({ ...fields, [name]: event.target.value }),
    ...(hint === undefined ? {} : { hint }),
  })
  return (
    <form onSubmit={submit} aria-label={t('partners.add')}>
      <div className="form-grid">
        <TextField {...field('name')} maxLength={100} />
        <TextField {...field('url', t('url.hint'))} maxLength={300} />
        <TextField {...field('jurisdiction')} maxLength={100} />
        <TextField
          {...field('key', partner === undefined ? undefined : t('key.keep'))}
          type="password"
          autoComplete="off"
          maxLength={200}
        />
      </div>
      <div className="action-send">
        <Button kind="main" type="submit" busy={save.isPending} aria-disabled={!isReady}>
          {t('save')}
        </Button>
        <span role="status" className={save.error === null ? '' : 'field-error'}>
          {save.error !== null && failureText(save.error)}
          {save.isSuccess && t('saved')}
        </span>
      </div>
    </form>
  )
}
