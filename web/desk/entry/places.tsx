import { useQuery } from '@tanstack/react-query'
import type { Place } from '#modules/territory/contract'
import { api } from '../../ui/api.ts'
import { useText } from '../../ui/i18n.tsx'
import { PlaceName } from '../../ui/org-name.tsx'
import { useSettled } from '../../ui/use-settled.ts'
import { entryTexts } from '../messages/entry.ts'
import type { Call } from './call.ts'

/** The places that the address names; one is chosen where several fit. */
export function PlaceCandidates({
  call,
  onChoose,
}: {
  call: Call
  onChoose: (place: string | undefined) => void
}) {
  const t = useText(entryTexts)
  const text = useSettled(call.address.trim())
  const { data } = useQuery({
    queryKey: ['places', 'find', text],
    queryFn: ({ signal }) => api.get<Place[]>('/places/find', { text }, signal),
    enabled: text.length >= 2,
  })
  if (text.length < 2 || data === undefined) return null
  return (
    <div role="status">
      {data.length === 0 && <p className="muted">{t('places.none')}</p>}
      {data.length > 0 && (
        <fieldset className="suggestion-list choice-row">
          <legend>{t('places')}</legend>
          {data.slice(0, 8).map((place) => (
            <button
              key={place.path}
              type="button"
              className="button"
              aria-pressed={call.place === place.path}
              onClick={() => onChoose(call.place === place.path ? undefined : place.path)}
            >
              <PlaceName path={place.path} />
            </button>
          ))}
        </fieldset>
      )}
    </div>
  )
}
