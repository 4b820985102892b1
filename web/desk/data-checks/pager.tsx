import { Button } from '../../ui/controls.tsx'
import { useText } from '../../ui/i18n.tsx'
import { dataCheckTexts } from '../messages/data-checks.ts'
import { useFilters } from '../shell/filters.ts'

/** How many there are, and the pages of them; the place stands in the address. */
export function Pager({ total, size }: { total: number; size: number }) {
  const t = useText(dataCheckTexts)
  const [{ skip = '0' }, change] = useFilters()
  const at = Math.max(0, Number(skip) || 0)
  const to = (next: number) => change({ skip: next <= 0 ? undefined : String(next) })
  return (
    <div className="check-bar">
      <span role="status">{t('total', { total })}</span>
      {at > 0 && <Button onClick={() => to(at - size)}>{t('previous')}</Button>}
      {at + size < total && <Button onClick={() => to(at + size)}>{t('next')}</Button>}
    </div>
  )
}
