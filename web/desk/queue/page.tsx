import { useRef, useState } from 'react'
import type { CaseRow } from '#kernel/cases/contract'
import type { Me } from '#kernel/identity/contract'
import { appeals, useCaseList } from '../../ui/cases.ts'
import { useText } from '../../ui/i18n.tsx'
import { PageTitle } from '../../ui/page.tsx'
import { useSession } from '../../ui/session.tsx'
import { NoPermission } from '../../ui/states.tsx'
import { CasePane } from '../case/pane.tsx'
import { ContextPane } from '../context/pane.tsx'
import { queueTexts } from '../messages/queue.ts'
import { useFilters } from '../shell/filters.ts'
import { useKeys } from '../shell/keys.ts'
import { BulkBar } from './bulk.tsx'
import { maySearchPhones, useCasesByPhone } from './by-phone.ts'
import { ExportLinks } from './export-links.tsx'
import { FilterBar } from './filters.tsx'
import { QueueList } from './list.tsx'
import { SavedViews } from './saved-views.tsx'
import { TabBar } from './tab-bar.tsx'
import { currentTab, queryOf, type Tab } from './tabs.ts'

/** Three panes: what waits, the case, and what one has to know about it. */
export function QueuePage() {
  const { me } = useSession()
  const [filters] = useFilters()
  const tab = me === undefined ? undefined : currentTab(me, filters.tab)
  if (me === undefined) return null
  if (tab === undefined)
    return (
      <main id="main" tabIndex={-1} className="page">
        <NoPermission />
      </main>
    )
  return <Queue me={me} tab={tab} />
}

function Queue({ me, tab }: { me: Me; tab: Tab }) {
  const t = useText(queueTexts)
  const [filters, change] = useFilters()
  const [phone, setPhone] = useState<string>()
  const ofTab = useCaseList(appeals, queryOf(tab, filters), phone === undefined)
  const byPhone = useCasesByPhone(phone)
  const list = phone === undefined ? ofTab : byPhone
  const { rows } = list
  const openId = filters.case
  const [cursor, setCursor] = useState<string | undefined>(openId)
  const selection = useSelection(rows)
  const search = useRef<HTMLInputElement>(null)
  const open = (id: string | undefined) => {
    if (id !== undefined) setCursor(id)
    change({ case: id })
  }
  useQueueKeys({
    rows,
    cursor,
    setCursor,
    toggle: selection.toggle,
    search,
    close: () => change({ case: undefined }),
  })
  const next = () => open(neighbour(rows, openId, 1)?.id ?? neighbour(rows, openId, -1)?.id)
  return (
    <main id="main" tabIndex={-1} className="panes" data-open={openId !== undefined}>
      <div className="visually-hidden">
        <PageTitle title={t('queue')} />
      </div>
      <section className="pane pane-queue no-print" aria-label={t('queue')}>
        <TabBar me={me} current={tab} />
        <FilterBar search={search} phone={phone} onPhone={maySearchPhones(me) ? setPhone : undefined} />
        {phone !== undefined && (
          <p className="muted queue-note" role="status">
            {t('by-phone')}
          </p>
        )}
        <SavedViews />
        {phone === undefined && <ExportLinks tab={tab} />}
        <BulkBar rows={rows} selection={selection} />
        <QueueList
          {...{ list, rows, openId, cursor, selection, filters }}
          isSearching={phone !== undefined}
          onOpen={open}
          onCursor={setCursor}
        />
      </section>
      <section className="pane pane-case" aria-label={t('case')}>
        <CasePane
          key={openId ?? 'none'}
          id={openId}
          onNext={next}
          onClose={() => change({ case: undefined })}
        />
      </section>
      <aside className="pane pane-context no-print" aria-label={t('context')}>
        <ContextPane id={openId} />
      </aside>
    </main>
  )
}

export interface Selection {
  readonly ids: ReadonlySet<string>
  toggle(id: string): void
  set(ids: readonly string[]): void
}

/** Chosen cases stay chosen while rows come and go; what has left the list is no longer counted. */
export function useSelection(rows: readonly CaseRow[]): Selection {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const ids = new Set(rows.filter((row) => chosen.has(row.id)).map((row) => row.id))
  return {
    ids,
    toggle: (id) =>
      setChosen(ids.has(id) ? new Set([...ids].filter((other) => other !== id)) : new Set([...ids, id])),
    set: (next) => setChosen(new Set(next)),
  }
}

function neighbour(rows: readonly CaseRow[], id: string | undefined, step: 1 | -1): CaseRow | undefined {
  const at = rows.findIndex((row) => row.id === id)
  if (at === -1) return step === 1 ? rows[0] : undefined
  return rows[at + step]
}

interface QueueKeys {
  readonly rows: readonly CaseRow[]
  readonly cursor: string | undefined
  readonly setCursor: (id: string) => void
  readonly toggle: (id: string) => void
  readonly search: React.RefObject<HTMLInputElement | null>
  readonly close: () => void
}

/** Moving the cursor opens nothing: reading a case is logged, so that it is done on purpose. */
function useQueueKeys({ rows, cursor, setCursor, toggle, search, close }: QueueKeys): void {
  const move = (step: 1 | -1) => {
    const row = neighbour(rows, cursor, step)
    if (row === undefined) return
    setCursor(row.id)
    document.getElementById(`row-${row.id}`)?.focus()
  }
  useKeys({
    j: () => move(1),
    k: () => move(-1),
    x: () => cursor !== undefined && toggle(cursor),
    '/': () => search.current?.focus(),
    escape: () => {
      if (document.activeElement === search.current) search.current?.blur()
      else close()
    },
  })
}
