import { Link } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import type { Item } from '#modules/catalogue/contract'
import { type GrantView, purposes, type RowCondition } from '#modules/sharing/contract'
import { isSearchable } from '#modules/sharing/rules'
import { queryString } from '../../ui/api.ts'
import { Button, TextField } from '../../ui/controls.tsx'
import { useLanguage, useText } from '../../ui/i18n.tsx'
import { PageTitle } from '../../ui/page.tsx'
import { Empty, Failure, Loading } from '../../ui/states.tsx'
import { useResource } from '../catalogue/api.ts'
import { sharingGrantTexts } from '../messages/sharing-grants.ts'
import { sharingTermsTexts } from '../messages/sharing-terms.ts'
import { type RowsAsked, useGrant, useRows } from './api.ts'
import { RowsEditor } from './rows-editor.tsx'
import { RowsTable } from './rows-table.tsx'
import { usePurposeName } from './words.tsx'

const mostShown = 50

/** Rows as a grant gives them: a purpose is chosen each time, and each look is on record. */
export function ViewerPage({ id }: { id: string }) {
  const t = useText(sharingGrantTexts)
  const grant = useGrant(id)
  const resource = useResource(grant.data?.resource)
  return (
    <main id="main" tabIndex={-1} className="page">
      <Link to="/sharing" search={{ grant: id }}>
        ← {t('title')}
      </Link>
      {(grant.isPending || resource.isPending) && grant.error === null && <Loading lines={6} />}
      {grant.error !== null && <Failure error={grant.error} onRetry={() => void grant.refetch()} />}
      {grant.data !== undefined && resource.data !== undefined && (
        <>
          <div className="page-head">
            <PageTitle title={`${t('viewer.title')} · ${grant.data.resourceName}`} />
          </div>
          <Viewer g={grant.data} items={resource.data.content.items} />
        </>
      )}
    </main>
  )
}

function Viewer({ g, items }: { g: GrantView; items: readonly Item[] }) {
  const t = useText(sharingGrantTexts)
  const [asked, setAsked] = useState<RowsAsked>()
  const rows = useRows(g.id, asked)
  return (
    <>
      <ViewerForm g={g} items={items} isBusy={rows.isFetching} onAsk={setAsked} />
      {asked !== undefined && rows.isPending && <Loading lines={6} />}
      {rows.error !== null && <Failure error={rows.error} onRetry={() => void rows.refetch()} />}
      {asked !== undefined && rows.data !== undefined && (
        <section className="card">
          {rows.data.rows.length === 0 ? (
            <Empty title={t('viewer.empty')} />
          ) : (
            <>
              <p role="status">{t('viewer.count', { count: rows.data.rows.length })}</p>
              <RowsTable label={t('viewer.title')} rows={rows.data.rows} items={items} />
            </>
          )}
          <div className="button-row">
            {asked.after !== undefined && (
              <Button onClick={() => setAsked({ ...asked, after: undefined })}>{t('viewer.first')}</Button>
            )}
            {rows.data.next !== null && (
              <Button onClick={() => setAsked({ ...asked, after: rows.data.next ?? undefined })}>
                {t('viewer.more')}
              </Button>
            )}
            <span className="muted">{t('viewer.export')}</span>
            {(['csv', 'xlsx'] as const).map((format) => (
              <a
                key={format}
                download
                href={`/api/v1/grants/${g.id}/rows.${format}${queryString({ purpose: asked.purpose, where: asked.where, q: asked.q })}`}
              >
                {format.toUpperCase()}
              </a>
            ))}
          </div>
        </section>
      )}
    </>
  )
}

interface ViewerFormProps {
  readonly g: GrantView
  readonly items: readonly Item[]
  readonly isBusy: boolean
  readonly onAsk: (asked: RowsAsked) => void
}

function ViewerForm({ g, items, isBusy, onAsk }: ViewerFormProps) {
  const t = useText(sharingGrantTexts)
  const choose = useText(sharingTermsTexts)
  const purposeName = usePurposeName()
  const [purpose, setPurpose] = useState('')
  const [where, setWhere] = useState<RowCondition[]>(() => keysToName(g, items))
  const [search, setSearch] = useState('')
  const clear = items.filter((i) => g.terms.items.includes(i.name) && g.terms.masks[i.name] === undefined)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (purpose === '') return
    const named = where.filter((c) => c.op === 'filled' || c.values.length > 0)
    onAsk({
      purpose,
      where: named.length === 0 ? undefined : JSON.stringify(named),
      q: search.trim() === '' ? undefined : search.trim(),
      after: undefined,
      limit: Math.min(mostShown, g.terms.rowsPerCall),
    })
  }
  return (
    <form className="card" onSubmit={submit} aria-label={t('viewer.title')}>
      <div className="field">
        <label htmlFor="viewer-purpose">{t('viewer.purpose')}</label>
        <p className="field-hint">{t('viewer.purpose.hint')}</p>
        <select
          id="viewer-purpose"
          className="input"
          value={purpose}
          onChange={(e) => setPurpose(e.target.value)}
        >
          <option value="">{choose('purpose.choose')}</option>
          {purposes.map((p) => (
            <option key={p} value={p}>
              {purposeName(p)}
            </option>
          ))}
        </select>
      </div>
      <SearchField items={clear.filter((i) => isSearchable(i.type))} text={search} onChange={setSearch} />
      {clear.length > 0 && (
        <details open={where.length > 0}>
          <summary>{t('viewer.filter')}</summary>
          <RowsEditor items={clear} rows={where} errors={[]} onChange={setWhere} />
        </details>
      )}
      <div>
        <Button kind="main" type="submit" busy={isBusy} aria-disabled={purpose === ''}>
          {t('viewer.show')}
        </Button>{' '}
        <span className="muted">{t('viewer.granted', { purpose: purposeName(g.purpose) })}</span>
      </div>
    </form>
  )
}

/** A grant that gives one row by its key begins with its key items to be named. */
function keysToName(g: GrantView, items: readonly Item[]): RowCondition[] {
  if (!g.terms.lookup) return []
  return items.filter((i) => i.key).map((i) => ({ item: i.name, op: '=', values: [] }))
}

interface SearchFieldProps {
  /** What is looked into. */
  readonly items: readonly Item[]
  readonly text: string
  readonly onChange: (text: string) => void
}

function SearchField({ items, text, onChange }: SearchFieldProps) {
  const t = useText(sharingGrantTexts)
  const { locale } = useLanguage()
  if (items.length === 0) return null
  const titles = items.map((i) => i.title).join(locale === 'zh' ? '、' : ', ')
  return (
    <TextField
      id="viewer-search"
      type="search"
      maxLength={100}
      label={t('viewer.search')}
      hint={t('viewer.search.hint', { items: titles })}
      value={text}
      onChange={(e) => onChange(e.target.value)}
    />
  )
}
