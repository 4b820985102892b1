import { useEffect, useEffectEvent } from 'react'
import type { CollectionForm, FormList } from '#modules/collection/contract'
import { Button } from '../../ui/controls.tsx'
import { useText } from '../../ui/i18n.tsx'
import { usePosition } from '../../ui/position.ts'
import { findPlaceAt } from '../../ui/reference.ts'
import { collectTexts } from '../messages/collect.ts'

interface HereProps {
  readonly form: CollectionForm
  readonly places: FormList['places']
  readonly onFound: (values: Readonly<Record<string, string>>) => void
}

/** One touch fills the point and, where there is a network, the place around it. */
export function Here({ form, places, onFound }: HereProps) {
  const t = useText(collectTexts)
  const { fix, state, locate } = usePosition()
  const fill = useEffectEvent(async () => {
    if (fix === null) return
    const named = (type: string) => form.items.filter((i) => i.type === type).map((i) => i.name)
    const point = `${fix.lon.toFixed(6)},${fix.lat.toFixed(6)}`
    onFound(Object.fromEntries(named('point').map((n) => [n, point])))
    const found = await findPlaceAt(fix).catch(() => undefined)
    const path = found?.place?.path
    const place = places
      .filter((p) => path === p.path || path?.startsWith(`${p.path}/`))
      .toSorted((a, b) => b.path.length - a.path.length)[0]
    if (place !== undefined) onFound(Object.fromEntries(named('place').map((n) => [n, place.path])))
  })
  useEffect(() => {
    if (fix !== null) void fill()
  }, [fix])
  if (!form.items.some((i) => i.type === 'place' || i.type === 'point')) return null
  return (
    <div>
      <Button busy={state === 'locating'} onClick={locate} className="wide">
        <span aria-hidden="true">◎</span> {t(state === 'locating' ? 'locating' : 'here')}
      </Button>
      <p role="status" className={state === 'failed' ? 'field-error' : 'located'}>
        {state === 'failed' && t('failed')}
        {state !== 'failed' && fix !== null && t('located', { meters: Math.round(fix.accuracy) })}
      </p>
    </div>
  )
}
