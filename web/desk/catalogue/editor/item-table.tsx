import type { InputHTMLAttributes } from 'react'
import { type Item, itemTypes } from '#modules/catalogue/contract'
import { Button } from '../../../ui/controls.tsx'
import { errorOf, type FieldError } from '../../../ui/error-summary.tsx'
import { useText } from '../../../ui/i18n.tsx'
import { TableScroll } from '../../fields/table-scroll.tsx'
import { catalogueTexts } from '../../messages/catalogue.ts'
import { catalogueEditorTexts } from '../../messages/catalogue-editor.ts'
import { emptyItem, fieldId, wordsIn } from './draft.ts'
import { withEnglish, withValues } from './naming.ts'
import type { FieldsProps } from './page.tsx'

const columns = [
  'title',
  'english',
  'name',
  'type',
  'key',
  'required',
  'values',
  'pattern',
  'least',
  'most',
  'length',
  'personal',
  'description',
] as const
type Column = (typeof columns)[number]

/** Items as a table: typed over, added, removed and moved. */
export function ItemTable({ draft, errors, onChange }: FieldsProps) {
  const t = useText(catalogueEditorTexts)
  const word = useColumnWord()
  const { items } = draft
  const put = (n: number, next: Item) => onChange({ items: items.map((item, i) => (i === n ? next : item)) })
  const move = (n: number, by: -1 | 1) => {
    const next = [...items]
    const [moved] = next.splice(n, 1)
    if (moved !== undefined) next.splice(n + by, 0, moved)
    onChange({ items: next })
  }
  return (
    <section className="card" aria-labelledby="edit-items">
      <h2 id="edit-items">{t('items')}</h2>
      <p className="muted">{t('items.hint')}</p>
      <div id={fieldId('items')} tabIndex={-1}>
        <TableScroll label={t('items.table')}>
          <table className="table item-editor">
            <thead>
              <tr>
                <td />
                {columns.map((c) => (
                  <th key={c} scope="col">
                    {word(c)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {items.map((item, n) => (
                <ItemRow
                  // biome-ignore lint/suspicious/noArrayIndexKey: an item has no name of its own until one is typed.
                  key={n}
                  item={item}
                  n={n}
                  isLast={n === items.length - 1}
                  errors={errors}
                  onPut={(next) => put(n, next)}
                  onMove={(by) => move(n, by)}
                  onRemove={() => onChange({ items: items.filter((_, i) => i !== n) })}
                />
              ))}
            </tbody>
          </table>
        </TableScroll>
      </div>
      <div>
        <Button onClick={() => onChange({ items: [...items, emptyItem()] })}>{t('item.add')}</Button>
      </div>
    </section>
  )
}

function useColumnWord(): (column: Column) => string {
  const t = useText(catalogueEditorTexts)
  const c = useText(catalogueTexts)
  return (column) =>
    column === 'title' || column === 'name' || column === 'type' ? c(`item.${column}`) : t(`item.${column}`)
}

interface ItemRowProps {
  readonly item: Item
  readonly n: number
  readonly isLast: boolean
  readonly errors: readonly FieldError[]
  readonly onPut: (item: Item) => void
  readonly onMove: (by: -1 | 1) => void
  readonly onRemove: () => void
}

function ItemRow({ item, n, isLast, errors, onPut, onMove, onRemove }: ItemRowProps) {
  const t = useText(catalogueEditorTexts)
  const name = item.title || item.name || t('item.number', { n: n + 1 })
  return (
    <tr>
      <td>
        <div className="row-tools">
          <Button
            kind="quiet"
            aria-label={t('item.up', { item: name })}
            aria-disabled={n === 0}
            onClick={() => n > 0 && onMove(-1)}
          >
            ↑
          </Button>
          <Button
            kind="quiet"
            aria-label={t('item.down', { item: name })}
            aria-disabled={isLast}
            onClick={() => !isLast && onMove(1)}
          >
            ↓
          </Button>
          <Button kind="quiet" aria-label={t('item.remove', { item: name })} onClick={onRemove}>
            ✕
          </Button>
        </div>
      </td>
      {columns.map((column) => (
        <td key={column} className={wide.has(column) ? 'wide' : undefined}>
          <ItemCell column={column} name={name} item={item} n={n} errors={errors} onPut={onPut} />
        </td>
      ))}
    </tr>
  )
}

const wide: ReadonlySet<Column> = new Set(['title', 'english', 'name', 'values', 'pattern', 'description'])

interface ItemCellProps extends Pick<ItemRowProps, 'item' | 'n' | 'errors' | 'onPut'> {
  readonly column: Column
  /** What the item is called to a screen reader. */
  readonly name: string
}

function ItemCell({ column, name, item, n, errors, onPut }: ItemCellProps) {
  const t = useText(catalogueEditorTexts)
  const c = useText(catalogueTexts)
  const word = useColumnWord()
  const label = t('cell.label', { column: word(column), item: name })
  const field = { id: fieldId(`items.${n}.${column}`), label, errors }
  if (column === 'type')
    return (
      <select
        id={field.id}
        className="input"
        aria-label={label}
        value={item.type}
        onChange={(e) => onPut({ ...item, type: e.target.value as Item['type'] })}
      >
        {itemTypes.map((type) => (
          <option key={type} value={type}>
            {c(`type.${type}`)}
          </option>
        ))}
      </select>
    )
  if (column === 'key' || column === 'required')
    return (
      <input
        id={field.id}
        type="checkbox"
        aria-label={label}
        aria-invalid={errorOf(errors, field.id) !== undefined}
        checked={item[column]}
        onChange={({ target: { checked } }) =>
          onPut({ ...item, [column]: checked, ...(column === 'key' && checked ? { required: true } : {}) })
        }
      />
    )
  if (column === 'values')
    return (
      <Cell
        {...field}
        defaultValue={item.values.join('、')}
        onBlur={(e) => onPut(withValues(item, wordsIn(e.target.value)))}
      />
    )
  if (column === 'length')
    return (
      <Cell
        {...field}
        type="number"
        min={1}
        value={String(item.length)}
        onChange={(e) => onPut({ ...item, length: e.target.valueAsNumber })}
      />
    )
  if (column === 'english')
    return (
      <Cell
        {...field}
        maxLength={100}
        value={item.english ?? ''}
        onChange={(e) => onPut(withEnglish(item, e.target.value))}
      />
    )
  const put = (text: string) => onPut({ ...item, [column]: column === 'personal' ? text || null : text })
  return <Cell {...field} value={item[column] ?? ''} onChange={(e) => put(e.target.value)} />
}

interface CellProps extends InputHTMLAttributes<HTMLInputElement> {
  readonly id: string
  readonly label: string
  readonly errors: readonly FieldError[]
}

function Cell({ id, label, errors, ...input }: CellProps) {
  const error = errorOf(errors, id)
  return (
    <>
      <input
        {...input}
        id={id}
        className="input"
        aria-label={label}
        aria-invalid={error !== undefined}
        aria-describedby={error === undefined ? undefined : `${id}-error`}
      />
      {error !== undefined && (
        <p id={`${id}-error`} className="field-error">
          {error}
        </p>
      )}
    </>
  )
}
