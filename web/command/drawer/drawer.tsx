import { useEffect, useRef } from 'react'
import { appeals, useCaseList } from '../../ui/cases.ts'
import { Button } from '../../ui/controls.tsx'
import { Deadline, RelativeTime } from '../../ui/deadline.tsx'
import { useText } from '../../ui/i18n.tsx'
import { commonTexts } from '../../ui/messages/common.ts'
import { CategoryName, PlaceName } from '../../ui/org-name.tsx'
import { Empty, Failure, Loading } from '../../ui/states.tsx'
import { openView, type View } from '../address.ts'
import { CaseLine } from '../lists/case-panel.tsx'
import { drawerTexts } from '../messages/drawer.ts'
import { usePeriods } from '../statistics.ts'
import { filterOf } from './filters.ts'
import { CaseSummary } from './summary.tsx'
import { WarningSummary } from './warning.tsx'

/** The cases behind a number, above the page; Escape, the button and the browser's back button close it. */
export function Drawer({ view }: { view: View }) {
  const t = useText(drawerTexts)
  const dialog = useRef<HTMLDialogElement>(null)
  const isOpen = view.list !== undefined || view.case !== undefined || view.warning !== undefined
  useEffect(() => {
    if (isOpen && dialog.current?.open === false) dialog.current.showModal()
    if (!isOpen) dialog.current?.close()
  }, [isOpen])
  return (
    <dialog ref={dialog} className="drawer" aria-labelledby="drawer-title" onCancel={() => openView({})}>
      <header className="drawer-head">
        {view.case !== undefined && view.list !== undefined && (
          <Button kind="quiet" onClick={() => openView(without(view))}>
            ‹ {t('back')}
          </Button>
        )}
        <Button onClick={() => openView({})}>{t('close')}</Button>
      </header>
      {isOpen && <Content view={view} />}
    </dialog>
  )
}

function Content({ view }: { view: View }) {
  if (view.warning !== undefined) return <WarningSummary key={view.warning} id={view.warning} />
  return view.case === undefined ? <CaseList view={view} /> : <CaseSummary id={view.case} />
}

function without({ case: _case, ...list }: View): View {
  return list
}

function CaseList({ view }: { view: View }) {
  const t = useText(drawerTexts)
  const common = useText(commonTexts)
  const { today, month } = usePeriods()
  const list = useCaseList(appeals, { ...filterOf(view, today, month), limit: 50 })
  const name = view.list ?? 'open'
  return (
    <div className="drawer-body">
      <h2 id="drawer-title">{t(`list.${name}`)}</h2>
      <p className="case-facts muted">
        {view.place !== undefined && <PlaceName path={view.place} />}
        {view.category !== undefined && <CategoryName code={view.category} />}
        {view.day}
        <span role="status">{list.isSuccess && t('loaded', { count: list.rows.length })}</span>
      </p>
      {list.isPending && <Loading lines={10} />}
      {list.error !== null && list.rows.length === 0 && (
        <Failure error={list.error} onRetry={() => void list.refetch()} />
      )}
      {list.isSuccess && list.rows.length === 0 && <Empty title={t('none')} />}
      <ul className="rows">
        {list.rows.map((row) => (
          <li key={row.id}>
            <CaseLine row={row} onOpen={() => openView({ ...view, case: row.id })}>
              <RelativeTime at={row.createdAt} />
              {row.due !== null && <Deadline due={row.due} held={row.held} />}
            </CaseLine>
          </li>
        ))}
      </ul>
      {list.hasNextPage && (
        <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {common('more')}
        </Button>
      )}
    </div>
  )
}
