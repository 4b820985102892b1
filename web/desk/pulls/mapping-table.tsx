import { useId } from 'react'
import { useText } from '../../ui/i18n.tsx'
import { TableScroll } from '../fields/table-scroll.tsx'
import { pullTexts } from '../messages/pulls.ts'
import { useResource } from './api.ts'

interface MappingTableProps {
  readonly resource: string
  /** What the last trial found, offered while typing. */
  readonly columns: readonly string[]
  readonly mapping: Readonly<Record<string, string>>
  readonly onChange: (mapping: Readonly<Record<string, string>>) => void
}

/** Item by item, which field of the source fills it. */
export function MappingTable({ resource, columns, mapping, onChange }: MappingTableProps) {
  const t = useText(pullTexts)
  const list = useId()
  const { data } = useResource(resource)
  if (data === undefined) return null
  return (
    <details open={columns.length > 0 || Object.keys(mapping).length > 0}>
      <summary>{t('mapping')}</summary>
      <p className="muted">{t('mapping.hint')}</p>
      <datalist id={list}>
        {columns.map((column) => (
          <option key={column} value={column} />
        ))}
      </datalist>
      <TableScroll label={t('mapping')}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('mapping.item')}</th>
              <th scope="col">{t('mapping.from')}</th>
            </tr>
          </thead>
          <tbody>
            {data.content.items.map((item) => (
              <tr key={item.name}>
                <th scope="row">
                  {item.title} <span className="muted">{item.name}</span>
                  {item.required && <span className="pull-required">{t('required')}</span>}
                </th>
                <td>
                  <input
                    className="input"
                    list={list}
                    aria-label={t('mapping.of', { item: item.title })}
                    value={mapping[item.name] ?? ''}
                    onChange={(e) => onChange({ ...mapping, [item.name]: e.target.value })}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
    </details>
  )
}
