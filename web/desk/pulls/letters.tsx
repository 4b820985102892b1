import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { type LetterPage, type LetterRow, letterStates } from '#modules/pulls/contract'
import { Button } from '../../ui/controls.tsx'
import { ExactTime } from '../../ui/deadline.tsx'
import { useText } from '../../ui/i18n.tsx'
import { OrgName } from '../../ui/org-name.tsx'
import { PageTitle } from '../../ui/page.tsx'
import { Empty, Failure, Loading } from '../../ui/states.tsx'
import { TableScroll } from '../fields/table-scroll.tsx'
import { pullTexts } from '../messages/pulls.ts'
import { useFilters } from '../shell/filters.ts'
import { useLetterContent, useLetters } from './api.ts'
import { ReasonText } from './reason.tsx'
import { Settle } from './settle.tsx'

const pageSize = 50

/** Files and pages that could not be read, of all sources: what was wrong, what came, try again or pass over. */
export function LettersPage() {
  const t = useText(pullTexts)
  const [filters, change] = useFilters()
  const offset = Math.max(0, Number(filters.from ?? 0) || 0)
  const { q, state, of: source } = filters
  const letters = useLetters({ q, state, source, limit: pageSize, offset })
  const { data } = letters
  return (
    <main id="main" tabIndex={-1} className="page">
      <Link to="/pulls">{t('back')}</Link>
      <PageTitle title={t('dead.title')} />
      {data !== undefined && <Filters page={data} />}
      {letters.isPending && <Loading lines={8} />}
      {letters.error !== null && <Failure error={letters.error} onRetry={() => void letters.refetch()} />}
      {data?.rows.length === 0 && <Empty title={t('dead.none')} />}
      {data !== undefined && data.rows.length > 0 && (
        <>
          <p role="status">{t('dead.total', { n: data.total })}</p>
          <LetterTable rows={data.rows} />
        </>
      )}
      {data !== undefined && data.total > pageSize && (
        <nav className="pages" aria-label={t('dead.pages')}>
          <Button disabled={offset === 0} onClick={() => change({ from: String(offset - pageSize) })}>
            {t('dead.previous')}
          </Button>
          <Button
            disabled={offset + pageSize >= data.total}
            onClick={() => change({ from: String(offset + pageSize) })}
          >
            {t('dead.next')}
          </Button>
        </nav>
      )}
    </main>
  )
}

function Filters({ page }: { page: LetterPage }) {
  const t = useText(pullTexts)
  const [filters, change] = useFilters()
  const set = (name: 'q' | 'state' | 'of', value: string) =>
    change({ [name]: value || undefined, from: undefined })
  return (
    <search className="page-filters">
      <label className="field">
        {t('dead.search')}
        <input
          className="input"
          type="search"
          maxLength={200}
          value={filters.q ?? ''}
          onChange={(e) => set('q', e.target.value)}
        />
      </label>
      <label className="field">
        {t('state')}
        <select className="input" value={filters.state ?? ''} onChange={(e) => set('state', e.target.value)}>
          <option value="">{t('dead.any')}</option>
          {letterStates.map((s) => (
            <option key={s} value={s}>
              {t('dead.counted', { state: t(`dead.${s}`), n: page.states[s] })}
            </option>
          ))}
        </select>
      </label>
      <label className="field">
        {t('source')}
        <select className="input" value={filters.of ?? ''} onChange={(e) => set('of', e.target.value)}>
          <option value="">{t('dead.any')}</option>
          {page.sources.map((s) => (
            <option key={s.id} value={s.id}>
              {s.name}
            </option>
          ))}
        </select>
      </label>
    </search>
  )
}

function LetterTable({ rows }: { rows: readonly LetterRow[] }) {
  const t = useText(pullTexts)
  return (
    <TableScroll label={t('dead.title')}>
      <table className="table table-stack">
        <thead>
          <tr>
            {(['dead.name', 'source', 'trouble', 'dead.at', 'dead.times', 'state', 'act'] as const).map(
              (name) => (
                <th key={name} scope="col" className={name === 'dead.times' ? 'number' : undefined}>
                  {t(name)}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map((letter) => (
            <OneLetter key={letter.id} letter={letter} />
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}

function OneLetter({ letter }: { letter: LetterRow }) {
  const t = useText(pullTexts)
  return (
    <tr>
      <th scope="row">{letter.name}</th>
      <td data-label={t('source')}>
        <Link to="/pulls" search={{ source: letter.source }}>
          {letter.sourceName}
        </Link>{' '}
        <span className="muted">
          <OrgName code={letter.provider} />
        </span>
      </td>
      <td data-label={t('trouble')}>
        <ReasonText reason={letter.reason} />
        {letter.hasContent && letter.may.settle && <Content letter={letter} />}
      </td>
      <td data-label={t('dead.at')} className="nowrap">
        <ExactTime at={letter.at} />
      </td>
      <td data-label={t('dead.times')} className="number">
        {letter.times}
      </td>
      <td data-label={t('state')}>
        {t(`dead.${letter.state}`)}
        {letter.settledReason !== null && <p className="muted">{letter.settledReason}</p>}
      </td>
      <td data-label={t('act')}>
        {letter.state === 'waiting' && letter.may.settle ? (
          <Settle source={letter.source} letter={letter} />
        ) : (
          '—'
        )}
      </td>
    </tr>
  )
}

/** Asked for on a click alone: each look is on record. */
function Content({ letter }: { letter: LetterRow }) {
  const t = useText(pullTexts)
  const [isOpen, setOpen] = useState(false)
  const content = useLetterContent(letter, isOpen)
  return (
    <details onToggle={(e) => setOpen(e.currentTarget.open)}>
      <summary>{t('dead.content')}</summary>
      {isOpen && content.isPending && <Loading lines={2} />}
      {content.error !== null && <Failure error={content.error} onRetry={() => void content.refetch()} />}
      {content.data !== undefined && (
        <>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard. */}
          <pre className="pull-content" tabIndex={0}>
            {content.data.text}
          </pre>
          <p className="muted">
            {t(content.data.cut ? 'dead.cut' : 'dead.whole', { n: content.data.bytes })}
          </p>
        </>
      )}
    </details>
  )
}
