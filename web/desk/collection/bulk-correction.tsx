import { type FormEvent, useState } from 'react'
import type { Item } from '#modules/catalogue/contract'
import { Button } from '../../ui/controls.tsx'
import { useText } from '../../ui/i18n.tsx'
import { collectionTexts } from '../messages/collection.ts'

interface BulkCorrectionProps {
  readonly items: readonly Item[]
  readonly start: string | undefined
  readonly isBusy: boolean
  readonly onRun: (body: { item: string; from: string; to: string }) => void
}

/** One value in the place of another, in every waiting row. */
export function BulkCorrection({ items, start, isBusy, onRun }: BulkCorrectionProps) {
  const t = useText(collectionTexts)
  const [item, setItem] = useState(start ?? items[0]?.name ?? '')
  const [from, setFrom] = useState('')
  const [to, setTo] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onRun({ item, from, to })
  }
  return (
    <form className="card form-grid" onSubmit={submit} aria-label={t('bulk')}>
      <label className="field">
        {t('bulk.item')}
        <select className="input" value={item} onChange={(e) => setItem(e.target.value)}>
          {items.map((i) => (
            <option key={i.name} value={i.name}>
              {i.title}
            </option>
          ))}
        </select>
      </label>
      <label className="field">
        {t('bulk.from')}
        <input className="input" value={from} onChange={(e) => setFrom(e.target.value)} />
      </label>
      <label className="field">
        {t('bulk.to')}
        <input className="input" value={to} onChange={(e) => setTo(e.target.value)} />
      </label>
      <Button kind="main" type="submit" busy={isBusy}>
        {t('bulk.run')}
      </Button>
    </form>
  )
}
