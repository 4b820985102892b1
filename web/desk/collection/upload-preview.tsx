import type { Item } from '#modules/catalogue/contract'
import type { UploadPreview } from '#modules/collection/contract'
import { useJoin, useText } from '../../ui/i18n.tsx'
import { TableScroll } from '../fields/table-scroll.tsx'
import { collectionTexts } from '../messages/collection.ts'
import { titleOf, useProblemText } from './problem.tsx'

interface MappingProps {
  readonly preview: UploadPreview
  readonly items: readonly Item[]
  readonly onChange: (mapping: UploadPreview['mapping']) => void
}

/** Which column holds which item; each item is held by one. */
export function MappingFields({ preview, items, onChange }: MappingProps) {
  const t = useText(collectionTexts)
  const change = (column: string, item: string) => {
    const others = Object.entries(preview.mapping).filter(([c, i]) => c !== column && i !== item)
    onChange(Object.fromEntries(item === '' ? others : [...others, [column, item]]))
  }
  return (
    <section className="card" aria-labelledby="upload-mapping">
      <h2 id="upload-mapping">{t('upload.mapping')}</h2>
      <div className="form-grid">
        {preview.columns.map((column) => (
          <label key={column} className="field">
            {column}
            <select
              className="input"
              value={preview.mapping[column] ?? ''}
              onChange={(e) => change(column, e.target.value)}
            >
              <option value="">{t('upload.leave-out')}</option>
              {items.map((i) => (
                <option key={i.name} value={i.name}>
                  {i.title}
                  {i.required ? ' *' : ''}
                </option>
              ))}
            </select>
          </label>
        ))}
      </div>
    </section>
  )
}

export function PreviewProblems({ preview, items }: Omit<MappingProps, 'onChange'>) {
  const t = useText(collectionTexts)
  const say = useProblemText()
  const join = useJoin()
  if (preview.problems.length === 0) return null
  return (
    <TableScroll label={t('reason')}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col" className="number">
              {t('line')}
            </th>
            <th scope="col">{t('reason')}</th>
          </tr>
        </thead>
        <tbody>
          {preview.problems.slice(0, 20).map((p) => (
            <tr key={p.line}>
              <th scope="row" className="number">
                {p.line}
              </th>
              <td>{join(p.problems.map((x) => `${titleOf(items, x.item)} ${say(x)}`))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}

export function FirstLines({ preview }: { preview: UploadPreview }) {
  const t = useText(collectionTexts)
  return (
    <TableScroll label={t('upload.first', { shown: preview.rows.length })}>
      <table className="table">
        <caption>{t('upload.first', { shown: preview.rows.length })}</caption>
        <thead>
          <tr>
            <th scope="col" className="number">
              {t('line')}
            </th>
            {preview.columns.map((c) => (
              <th key={c} scope="col">
                {c}
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
              {preview.columns.map((c) => (
                <td key={c}>{row.values[c] ?? ''}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}
