import { useState } from 'react'
import type { Item } from '#modules/catalogue/contract'
import { useText } from '../../../ui/i18n.tsx'
import { TableScroll } from '../../fields/table-scroll.tsx'
import { catalogueEditorTexts } from '../../messages/catalogue-editor.ts'
import { type LabelLanguage, withLabel } from './naming.ts'
import type { FieldsProps } from './page.tsx'

/** What listed values are called on screens, item by item; items without a list have none. */
export function LabelFields({ draft, onChange }: FieldsProps) {
  const t = useText(catalogueEditorTexts)
  const { items } = draft
  if (items.every((item) => item.values.length === 0)) return null
  const put = (n: number, next: Item) => onChange({ items: items.map((item, i) => (i === n ? next : item)) })
  return (
    <section className="card" aria-labelledby="edit-labels">
      <h2 id="edit-labels">{t('labels')}</h2>
      <p className="muted">{t('labels.hint')}</p>
      {items.map((item, n) =>
        item.values.length === 0 ? null : (
          // biome-ignore lint/suspicious/noArrayIndexKey: an item has no name of its own until one is typed.
          <ItemLabels key={n} item={item} n={n} onPut={(next) => put(n, next)} />
        ),
      )}
    </section>
  )
}

interface ItemLabelsProps {
  readonly item: Item
  readonly n: number
  readonly onPut: (item: Item) => void
}

const languages = ['zh', 'en'] as const satisfies readonly LabelLanguage[]

/** A list may have two thousand values: its fields are there once it is opened. */
function ItemLabels({ item, n, onPut }: ItemLabelsProps) {
  const t = useText(catalogueEditorTexts)
  const [isOpen, setOpen] = useState(false)
  const name = item.title || item.name || t('item.number', { n: n + 1 })
  const labels = item.labels ?? {}
  const named = item.values.filter((value) => Object.hasOwn(labels, value)).length
  return (
    <details onToggle={(e) => setOpen(e.currentTarget.open)}>
      <summary>{t('labels.of', { item: name, named, all: item.values.length })}</summary>
      {isOpen && (
        <TableScroll label={t('labels.table', { item: name })}>
          <table className="table label-editor">
            <thead>
              <tr>
                <th scope="col">{t('label.value')}</th>
                {languages.map((language) => (
                  <th key={language} scope="col">
                    {t(`label.${language}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {item.values.map((value) => (
                <tr key={value}>
                  <th scope="row">{value}</th>
                  {languages.map((language) => (
                    <td key={language}>
                      <input
                        className="input"
                        aria-label={t('cell.label', { column: t(`label.${language}`), item: value })}
                        maxLength={200}
                        value={Object.hasOwn(labels, value) ? (labels[value]?.[language] ?? '') : ''}
                        onChange={(e) => onPut(withLabel(item, value, language, e.target.value))}
                      />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </TableScroll>
      )}
    </details>
  )
}
