import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { Button, TextField } from '../controls.tsx'
import type { FieldError } from '../error-summary.tsx'
import { useText } from '../i18n.tsx'
import { runningTexts } from '../messages/running.ts'
import { PointMap } from '../point-map.tsx'
import { usePosition } from '../position.ts'

interface PointFieldProps {
  readonly id: string
  readonly label: string
  readonly hint: string | undefined
  readonly errors: readonly FieldError[]
  readonly value: string
  readonly onChange: (value: string) => void
}

const textOf = ({ lon, lat }: { lon: number; lat: number }) => `${lon.toFixed(6)},${lat.toFixed(6)}`

function pointOf(text: string) {
  const [lon, lat] = text.split(/[,，\s]+/).map(Number)
  if (lon === undefined || lat === undefined || Number.isNaN(lon) || Number.isNaN(lat)) return null
  return { lon, lat }
}

/** Longitude and latitude: the device's own position, a touch on the map, or typed. */
export function PointField({ id, label, hint, errors, value, onChange }: PointFieldProps) {
  const t = useText(runningTexts)
  const { fix, state, locate } = usePosition()
  const [isMapped, setMapped] = useState(false)
  const isAsked = useRef(false)
  // Where the position may be read without asking, it fills an empty field and changes no other.
  const take = useEffectEvent((found: { lon: number; lat: number }) => {
    if (isAsked.current || value === '') onChange(textOf(found))
  })
  useEffect(() => {
    if (fix !== null) take(fix)
  }, [fix])
  return (
    <div className="run-point">
      <TextField
        id={id}
        label={label}
        hint={hint ?? t('here.hint')}
        errors={errors}
        value={value}
        inputMode="text"
        onChange={(e) => onChange(e.target.value)}
      />
      <div className="run-buttons">
        <Button
          busy={state === 'locating'}
          onClick={() => {
            isAsked.current = true
            locate()
          }}
        >
          <span aria-hidden="true">◎</span> {t(state === 'locating' ? 'locating' : 'here')}
        </Button>
        <Button aria-expanded={isMapped} onClick={() => setMapped(!isMapped)}>
          {t('on-map')}
        </Button>
      </div>
      {state === 'failed' && (
        <p role="status" className="field-error">
          {t('here.failed')}
        </p>
      )}
      {isMapped && <PointMap point={pointOf(value)} onPick={(point) => onChange(textOf(point))} />}
    </div>
  )
}
