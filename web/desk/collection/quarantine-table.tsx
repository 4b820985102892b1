import { useState } from 'react'
import type { ResourceView } from '#modules/catalogue/contract'
import type { QuarantinedRow } from '#modules/collection/contract'
import { Button } from '../../ui/controls.tsx'
import { RelativeTime } from '../../ui/deadline.tsx'
import { useText } from '../../ui/i18n.tsx'
import { TableScroll } from '../fields/table-scroll.tsx'
import { collectionTexts } from '../messages/collection.ts'
import { useCollectionWrite } from './api.ts'
import { titleOf, useProblemText } from './problem.tsx'
import { RepairForm } from './repair-form.tsx'

interface TableProps {
  readonly resource: ResourceView
  readonly rows: readonly QuarantinedRow[]
  readonly mayRepair: boolean
  readonly onDone: (note: string) => void
}

export function QuarantineTable({ resource, rows, mayRepair, onDone }: TableProps) {
  const t = useText(collectionTexts)
  const [openRow, setOpenRow] = useState<string>()
  return (
    <TableScroll label={t('tab.quarantine')}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col" className="number">
              {t('line')}
            </th>
            <th scope="col">{t('reason')}</th>
            <th scope="col">{t('at')}</th>
            {mayRepair && <th scope="col">{t('actions')}</th>}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Line
              key={row.id}
              row={row}
              resource={resource}
              mayRepair={mayRepair}
              isOpen={openRow === row.id}
              onOpen={(open) => setOpenRow(open ? row.id : undefined)}
              onDone={onDone}
            />
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}

interface LineProps extends Omit<TableProps, 'rows'> {
  readonly row: QuarantinedRow
  readonly isOpen: boolean
  readonly onOpen: (open: boolean) => void
}

function Line({ row, resource, mayRepair, isOpen, onOpen, onDone }: LineProps) {
  const t = useText(collectionTexts)
  return (
    <>
      <tr>
        <th scope="row" className="number">
          {row.line}
        </th>
        <td>
          <Problems row={row} resource={resource} />
        </td>
        <td>
          <RelativeTime at={row.at} />
        </td>
        {mayRepair && (
          <td>
            {row.state === 'waiting' && (
              <Button aria-expanded={isOpen} onClick={() => onOpen(!isOpen)}>
                {t('repair', { line: row.line })}
              </Button>
            )}
            {row.state === 'discarded' && <Restore resource={resource.id} id={row.id} />}
          </td>
        )}
      </tr>
      {isOpen && row.state === 'waiting' && (
        <tr>
          <td colSpan={4}>
            <RepairForm
              resource={resource}
              row={row}
              onClose={() => onOpen(false)}
              onReleased={() => onDone(t('released', { line: row.line }))}
            />
          </td>
        </tr>
      )}
    </>
  )
}

function Problems({ row, resource }: { row: QuarantinedRow; resource: ResourceView }) {
  const say = useProblemText()
  const { items } = resource.content
  const value = (name: string) => {
    const given = { ...row.data, ...row.corrected }[name]
    return given === undefined || given === null || given === '' ? '' : `“${String(given)}”`
  }
  return (
    <>
      {row.state === 'discarded' && <p className="muted">{row.reason}</p>}
      <ul className="collection-problems">
        {row.problems.map((p) => (
          <li key={`${p.item} ${p.reason} ${p.rule ?? ''}`}>
            {p.item !== '' && <strong>{titleOf(items, p.item)}</strong>} {value(p.item)} {say(p)}
          </li>
        ))}
      </ul>
    </>
  )
}

function Restore({ resource, id }: { resource: string; id: string }) {
  const t = useText(collectionTexts)
  const restore = useCollectionWrite(`/resources/${resource}/quarantine/restore`)
  return (
    <Button busy={restore.isPending} onClick={() => restore.mutate({ ids: [id] })}>
      {t('restore')}
    </Button>
  )
}
