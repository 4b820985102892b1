import { useState } from 'react'
import { Button } from '../../ui/controls.tsx'
import { type Translate, useText } from '../../ui/i18n.tsx'
import type { GeoPoint } from '../../ui/point-map.tsx'
import { findPlaceAt } from '../../ui/reference.ts'
import { PlaceIcon } from '../icons.tsx'
import { reportTexts } from '../messages/report.ts'
import type { Draft } from './draft.ts'
import { changeDraft, useDraft } from './draft-store.ts'

/** The place of the point in the language of the page. */
export function pointWords(draft: Draft, t: Translate<keyof typeof reportTexts>): string {
  return draft.isPointNear ? t('where.estimated', { place: draft.pointName }) : draft.pointName
}

type Finding = 'idle' | 'locating' | 'failed' | 'outside'

/** Takes a point from the phone or the map into the draft, with the name of the place that it lies in. */
export function usePoint() {
  const [finding, setFinding] = useState<Finding>('idle')
  const pick = async (at: GeoPoint) => {
    try {
      const { place, estimated } = await findPlaceAt(at)
      if (place === null) return setFinding('outside')
      changeDraft({ point: at, pointName: place.name, isPointNear: estimated })
      setFinding('idle')
    } catch {
      // The point itself is worth keeping when its name cannot be asked.
      changeDraft({ point: at, pointName: `${at.lon.toFixed(4)}, ${at.lat.toFixed(4)}`, isPointNear: false })
      setFinding('idle')
    }
  }
  const locate = () => {
    if (!('geolocation' in navigator)) return setFinding('failed')
    setFinding('locating')
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => void pick({ lon: coords.longitude, lat: coords.latitude }),
      () => setFinding('failed'),
      { enableHighAccuracy: true, timeout: 15_000 },
    )
  }
  return { finding, pick, locate }
}

export function Locate({ state }: { state: ReturnType<typeof usePoint> }) {
  const t = useText(reportTexts)
  const { draft } = useDraft()
  const { finding, locate } = state
  return (
    <div className="group">
      <Button busy={finding === 'locating'} onClick={locate}>
        <PlaceIcon />
        {t(finding === 'locating' ? 'where.locating' : 'where.locate')}
      </Button>
      <p role="status">
        {finding === 'failed' && t('where.locate-failed')}
        {finding === 'outside' && t('where.outside')}
        {finding === 'idle' && draft.point !== null && t('where.located', { place: pointWords(draft, t) })}
      </p>
      {draft.point !== null && (
        <button
          type="button"
          className="link-button"
          onClick={() => changeDraft({ point: null, pointName: '', isPointNear: false })}
        >
          {t('where.forget')}
        </button>
      )}
    </div>
  )
}
