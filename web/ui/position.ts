import { useCallback, useEffect, useState } from 'react'

export interface Fix {
  readonly lon: number
  readonly lat: number
  /** Metres, 68 % sure. */
  readonly accuracy: number
}

export type PositionState = 'idle' | 'locating' | 'found' | 'failed'

/** The phone's position (WGS-84), asked for by a touch; at once where the person has allowed it before. */
export function usePosition() {
  const [fix, setFix] = useState<Fix | null>(null)
  const [state, setState] = useState<PositionState>('idle')
  const locate = useCallback(() => {
    if (!('geolocation' in navigator)) return setState('failed')
    setState('locating')
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        setFix({ lon: coords.longitude, lat: coords.latitude, accuracy: coords.accuracy })
        setState('found')
      },
      () => setState('failed'),
      { enableHighAccuracy: true, timeout: 15_000, maximumAge: 60_000 },
    )
  }, [])
  useEffect(() => {
    const isAllowed = async () =>
      (await navigator.permissions?.query({ name: 'geolocation' }))?.state === 'granted'
    // A browser without this question waits for the touch.
    isAllowed().then(
      (yes) => yes && locate(),
      () => undefined,
    )
  }, [locate])
  return { fix, state, locate }
}
