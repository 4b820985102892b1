import { useQueries } from '@tanstack/react-query'
import { useState } from 'react'
import type { Place } from '#modules/territory/contract'
import { api } from '../../ui/api.ts'
import { Button } from '../../ui/controls.tsx'
import { useText } from '../../ui/i18n.tsx'
import { PlaceName } from '../../ui/org-name.tsx'
import { PlaceField } from '../fields/place-field.tsx'
import { composeTexts } from '../messages/cap-compose.ts'

interface Props {
  readonly label?: string
  readonly places: readonly string[]
  readonly onChange: (places: readonly string[]) => void
}

/** Several places, one after the other. */
export function PlacesField({ label, places, onChange }: Props) {
  const t = useText(composeTexts)
  const [next, setNext] = useState<string | undefined>()
  const add = () => {
    if (next === undefined || places.includes(next)) return
    onChange([...places, next])
    setNext(undefined)
  }
  return (
    <div className="cap-places">
      <div className="cap-place-add">
        <PlaceField label={label ?? t('place.add')} value={next} onChange={setNext} />
        <Button aria-disabled={next === undefined} onClick={add}>
          {t('place.add')}
        </Button>
      </div>
      {places.length === 0 ? (
        <p className="muted">{t('place.none')}</p>
      ) : (
        <ul className="cap-place-list">
          {places.map((path) => (
            <li key={path}>
              <PlaceName path={path} />
              <button
                type="button"
                className="link-button"
                onClick={() => onChange(places.filter((p) => p !== path))}
              >
                {t('place.remove')}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

const parentOf = (path: string) => path.slice(0, path.lastIndexOf('/'))

/** Chinese names of places: the words of an area that has none of its own. */
export function usePlaceNames(paths: readonly string[]): string[] {
  const parents = [...new Set(paths.filter((p) => p.includes('/')).map(parentOf))]
  const lists = useQueries({
    queries: parents.map((below) => ({
      queryKey: ['places', below],
      queryFn: ({ signal }: { signal: AbortSignal }) => api.get<Place[]>('/places', { below }, signal),
      staleTime: Number.POSITIVE_INFINITY,
    })),
  })
  const known = new Map(lists.flatMap(({ data }) => data ?? []).map((p) => [p.path, p.name]))
  return paths.map((path) => known.get(path) ?? (path === '50' ? '重庆市' : (path.split('/').at(-1) ?? path)))
}
