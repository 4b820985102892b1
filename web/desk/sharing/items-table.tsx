import type { Item } from '#modules/catalogue/contract'
import { type Mask, masks, type Terms } from '#modules/sharing/contract'
import { suggestedMask } from '#modules/sharing/rules'
import { Button } from '../../ui/controls.tsx'
import { errorOf, type FieldError } from '../../ui/error-summary.tsx'
import { useText } from '../../ui/i18n.tsx'
import { TableScroll } from '../fields/table-scroll.tsx'
import { sharingTermsTexts } from '../messages/sharing-terms.ts'
import { useMaskName } from './words.tsx'

export type Reasons = Readonly<Record<string, string>>

interface ItemsTableProps {
  readonly items: readonly Item[]
  readonly terms: Terms
  readonly reasons: Reasons
  readonly errors: readonly FieldError[]
  readonly onChange: (terms: Terms) => void
  /** Absent where the reasons stand already and are shown alone. */
  readonly onReasons?: (reasons: Reasons) => void
}

/** The items of a resource: which are in, how each is masked, and why a personal one has to be clear. */
export function ItemsTable({ items, terms, reasons, errors, onChange, onReasons }: ItemsTableProps) {
  const t = useText(sharingTermsTexts)
  const error = errorOf(errors, 'terms-items')
  const all = items.map((i) => i.name)
  return (
    <>
      <div className="button-row">
        <Button kind="quiet" onClick={() => onChange({ ...terms, items: all })}>
          {t('items.all')}
        </Button>
        <Button kind="quiet" onClick={() => onChange({ ...terms, items: [], masks: {} })}>
          {t('items.none')}
        </Button>
        <span className="muted" role="status">
          {t('items.count', { count: terms.items.length })}
        </span>
      </div>
      <p className="field-hint">{t('clear-reason.hint')}</p>
      {error !== undefined && <p className="field-error">{error}</p>}
      <TableScroll label={t('what')}>
        <table className="table table-stack sharing-items">
          <thead>
            <tr>
              <th scope="col">{t('item')}</th>
              <th scope="col">{t('type')}</th>
              <th scope="col">{t('personal')}</th>
              <th scope="col">{t('mask')}</th>
              <th scope="col">{t('clear-reason')}</th>
            </tr>
          </thead>
          <tbody>
            {items.map((item, n) => (
              <ItemLine
                key={item.name}
                item={item}
                isFirst={n === 0}
                terms={terms}
                reason={reasons[item.name] ?? ''}
                onChange={onChange}
                onReason={
                  onReasons === undefined
                    ? undefined
                    : (text) => onReasons(withReason(reasons, item.name, text))
                }
              />
            ))}
          </tbody>
        </table>
      </TableScroll>
    </>
  )
}

interface ItemLineProps {
  readonly item: Item
  readonly isFirst: boolean
  readonly terms: Terms
  readonly reason: string
  readonly onChange: (terms: Terms) => void
  readonly onReason: ((text: string) => void) | undefined
}

function ItemLine({ item, isFirst, terms, reason, onChange, onReason }: ItemLineProps) {
  const t = useText(sharingTermsTexts)
  const isIn = terms.items.includes(item.name)
  const isClear = isIn && terms.masks[item.name] === undefined
  return (
    <tr data-in={isIn}>
      <th scope="row">
        <label className="tick">
          <input
            type="checkbox"
            id={isFirst ? 'terms-items' : `terms-item-${item.name}`}
            checked={isIn}
            onChange={(e) => onChange(withItem(terms, item, e.target.checked))}
          />
          <span>
            {item.title} <span className="hash muted">{item.name}</span>
          </span>
        </label>
      </th>
      <td data-label={t('type')}>
        {t(`type.${item.type}`)}
        {item.key && <span className="muted"> {t('key')}</span>}
      </td>
      <td data-label={t('personal')}>{t(item.personal === null ? 'personal.no' : 'personal.yes')}</td>
      <td data-label={t('mask')}>
        {isIn ? <MaskChoice item={item} terms={terms} onChange={onChange} /> : '—'}
      </td>
      <td data-label={t('clear-reason')}>
        {onReason === undefined ? (
          reason || '—'
        ) : isClear && item.personal !== null ? (
          <input
            className="input"
            aria-label={t('clear-reason.of', { item: item.title })}
            value={reason}
            maxLength={500}
            onChange={(e) => onReason(e.target.value)}
          />
        ) : (
          '—'
        )}
      </td>
    </tr>
  )
}

function MaskChoice({ item, terms, onChange }: Pick<ItemLineProps, 'item' | 'terms' | 'onChange'>) {
  const t = useText(sharingTermsTexts)
  const maskName = useMaskName()
  const suggested = suggestedMask(item)
  return (
    <select
      className="input"
      aria-label={t('mask.of', { item: item.title })}
      value={terms.masks[item.name] ?? ''}
      onChange={(e) => onChange({ ...terms, masks: withMask(terms.masks, item.name, e.target.value) })}
    >
      <option value="">{t('mask.none')}</option>
      {masks
        .filter((m) => fits(m, item))
        .map((m) => (
          <option key={m} value={m}>
            {maskName(m)}
            {m === suggested ? `（${t('mask.suggested')}）` : ''}
          </option>
        ))}
    </select>
  )
}

function fits(mask: Mask, item: Item): boolean {
  if (mask === 'year') return item.type === 'date' || item.type === 'time'
  return mask !== 'county' || item.type === 'place'
}

/** A personal item comes in masked. */
function withItem(terms: Terms, item: Item, isIn: boolean): Terms {
  const { [item.name]: _gone, ...rest } = terms.masks
  if (!isIn) return { ...terms, items: terms.items.filter((i) => i !== item.name), masks: rest }
  const mask = suggestedMask(item)
  const masked = mask === undefined ? rest : { ...rest, [item.name]: mask }
  return { ...terms, items: [...terms.items, item.name], masks: masked }
}

function withMask(all: Terms['masks'], item: string, mask: string): Terms['masks'] {
  const { [item]: _gone, ...rest } = all
  return mask === '' ? rest : { ...rest, [item]: mask as Mask }
}

function withReason(reasons: Reasons, item: string, text: string): Reasons {
  const { [item]: _gone, ...rest } = reasons
  return text === '' ? rest : { ...rest, [item]: text }
}
