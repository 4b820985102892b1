import { useText } from '../../ui/i18n.tsx'
import { TableScroll } from '../fields/table-scroll.tsx'
import { importTexts } from '../messages/import.ts'
import type { Preview } from './page.tsx'

const fields = [
  'text',
  'title',
  'id',
  'time',
  'phone',
  'name',
  'lon',
  'lat',
  'area',
  'address',
  'category',
  'urgency',
  'channel',
] as const

interface MappingTableProps {
  readonly preview: Preview
  readonly onChange: (mapping: Readonly<Record<string, string>>) => void
}

/** Which column is what, with the first rows below, so that a wrong guess is seen at once. */
export function MappingTable({ preview, onChange }: MappingTableProps) {
  const t = useText(importTexts)
  const change = (field: string, column: string) => {
    const { [field]: _before, ...rest } = preview.mapping
    onChange(column === '' ? rest : { ...rest, [field]: column })
  }
  return (
    <>
      <section className="card" aria-labelledby="mapping-title">
        <h2 id="mapping-title">{t('mapping')}</h2>
        <div className="form-grid">
          {fields.map((field) => (
            <label key={field} className="field">
              {t(`field.${field}`)}
              <select
                className="input"
                value={preview.mapping[field] ?? ''}
                onChange={(event) => change(field, event.target.value)}
              >
                <option value="">{t('no-column')}</option>
                {preview.columns.map((column) => (
                  <option key={column} value={column}>
                    {column}
                  </option>
                ))}
              </select>
            </label>
          ))}
        </div>
      </section>
      <FirstRows preview={preview} />
    </>
  )
}

function FirstRows({ preview }: { preview: Preview }) {
  const t = useText(importTexts)
  return (
    <TableScroll label={t('rows')}>
      <table className="table">
        <caption>{t('rows.of', { shown: preview.rows.length, total: preview.total })}</caption>
        <thead>
          <tr>
            <th scope="col">{t('line')}</th>
            {preview.columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {preview.rows.map((row) => (
            <tr key={row.line}>
              <th scope="row" className="number">
                {row.line}
              </th>
              {preview.columns.map((column) => (
                <td key={column}>{row.values[column] ?? ''}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}
