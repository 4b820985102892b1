import type { Item } from '#modules/catalogue/contract'
import { useText } from '../../ui/i18n.tsx'
import { TableScroll } from '../fields/table-scroll.tsx'
import { sharingTermsTexts } from '../messages/sharing-terms.ts'

interface RowsTableProps {
  readonly label: string
  readonly rows: readonly Readonly<Record<string, unknown>>[]
  readonly items: readonly Item[]
}

/** Rows as they were given, in the order of the resource's items. */
export function RowsTable({ label, rows, items }: RowsTableProps) {
  const t = useText(sharingTermsTexts)
  const given = new Set(rows.flatMap((r) => Object.keys(r)))
  const columns = items.filter((i) => given.has(i.name))
  const say = (value: unknown): string => {
    if (value == null) return '—'
    if (typeof value === 'boolean') return t(value ? 'yes' : 'no')
    return typeof value === 'object' ? JSON.stringify(value) : String(value)
  }
  return (
    <TableScroll label={label}>
      <table className="table sharing-given">
        <thead>
          <tr>
            {columns.map((i) => (
              <th key={i.name} scope="col" className={isNumber(i) ? 'number' : undefined}>
                {i.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, n) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: what is given has no key of its own, and pages are replaced whole.
            <tr key={n}>
              {columns.map((i) => (
                <td key={i.name} className={isNumber(i) ? 'number' : undefined}>
                  {say(row[i.name])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}

function isNumber(item: Item): boolean {
  return item.type === 'integer' || item.type === 'decimal'
}
