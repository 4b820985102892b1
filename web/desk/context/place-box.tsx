import { lazy, Suspense, useState } from 'react'
import type { CaseView } from '#kernel/cases/contract'
import { useText } from '../../ui/i18n.tsx'
import { PlaceName } from '../../ui/org-name.tsx'
import { Loading } from '../../ui/states.tsx'
import { contextTexts } from '../messages/context.ts'

const PlaceMap = lazy(async () => ({ default: (await import('./place-map.tsx')).PlaceMap }))

/** The place in words; the map loads when it is asked for. */
export function PlaceBox({ c }: { c: CaseView }) {
  const t = useText(contextTexts)
  const [isOpen, setOpen] = useState(false)
  return (
    <section>
      <h3>{t('place')}</h3>
      <p>
        <PlaceName path={c.place} /> {c.address}
      </p>
      {c.point === null ? (
        <p className="muted">{t('place.no-point')}</p>
      ) : (
        <details open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
          <summary>{t('place.map')}</summary>
          {isOpen && (
            <Suspense fallback={<Loading lines={3} />}>
              <PlaceMap key={c.id} point={c.point} />
            </Suspense>
          )}
        </details>
      )}
    </section>
  )
}
