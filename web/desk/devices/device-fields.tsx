import { Crs } from '#kernel/geo/contract'
import { TextField } from '../../ui/controls.tsx'
import type { FieldError } from '../../ui/error-summary.tsx'
import { useText } from '../../ui/i18n.tsx'
import { PlaceField } from '../fields/place-field.tsx'
import { deviceTexts } from '../messages/devices.ts'
import type { Draft, TextName } from './draft.ts'

/** Ids of fields, where the summary of errors leads. */
export const fieldId = (name: TextName) => `device-${name}`

interface DeviceFieldsProps {
  readonly draft: Draft
  readonly errors: readonly FieldError[]
  /** Whether its number is settled: readings and topics name the device by it. */
  readonly isEntered: boolean
  readonly onChange: (draft: Draft) => void
}

/** What is entered of a device. */
export function DeviceFields({ draft, errors, isEntered, onChange }: DeviceFieldsProps) {
  const t = useText(deviceTexts)
  const input = (name: TextName) => ({
    id: fieldId(name),
    value: draft[name],
    onChange: (event: { target: { value: string } }) => onChange({ ...draft, [name]: event.target.value }),
  })
  const field = (name: TextName, label: string) => ({ ...input(name), label, errors })
  return (
    <div className="form-grid">
      {!isEntered && <TextField {...field('id', t('id'))} maxLength={63} />}
      <TextField {...field('name', t('name'))} maxLength={100} />
      <TextField {...field('kind', t('kind'))} maxLength={60} />
      <PlaceField
        label={t('place')}
        value={draft.place}
        onChange={(place) => onChange({ ...draft, place })}
      />
      <TextField {...field('lon', t('lon'))} inputMode="decimal" />
      <TextField {...field('lat', t('lat'))} inputMode="decimal" />
      <TextField {...field('interval', t('interval'))} inputMode="numeric" />
      <TextField {...field('perMinute', t('per-minute'))} inputMode="numeric" />
      <TextField
        {...field('terminal', t('terminal'))}
        hint={t(isEntered ? 'terminal.hint-change' : 'terminal.hint')}
        inputMode="numeric"
        maxLength={20}
      />
      <div className="field">
        <label htmlFor={fieldId('crs')}>{t('terminal.crs')}</label>
        <select {...input('crs')} className="input">
          {Crs.options.map((crs) => (
            <option key={crs} value={crs}>
              {t(`crs.${crs}`)}
            </option>
          ))}
        </select>
      </div>
      <TextField {...field('fixed', t('fixed'))} hint={t('fixed.hint')} maxLength={1000} />
    </div>
  )
}
