import { Crs } from '#kernel/geo/contract'
import { TerminalSays } from '#modules/devices/contract'
import { TextField } from '../../ui/controls.tsx'
import { errorOf, type FieldError } from '../../ui/error-summary.tsx'
import { useText } from '../../ui/i18n.tsx'
import { PlaceField } from '../fields/place-field.tsx'
import { deviceTexts } from '../messages/devices.ts'
import type { Draft, TextName } from './draft.ts'

const colours = TerminalSays.shape.colour.unwrap().unwrap().options

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
export function DeviceFields(props: DeviceFieldsProps) {
  const { draft, isEntered, onChange } = props
  const t = useText(deviceTexts)
  const { input, field } = useInputs(props)
  return (
    <>
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
        <TextField {...field('fixed', t('fixed'))} hint={t('fixed.hint')} maxLength={1000} />
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
      </div>
      <SaysFields {...props} />
    </>
  )
}

function useInputs({ draft, errors, onChange }: DeviceFieldsProps) {
  const input = (name: TextName) => ({
    id: fieldId(name),
    value: draft[name],
    onChange: (event: { target: { value: string } }) => onChange({ ...draft, [name]: event.target.value }),
  })
  return { input, field: (name: TextName, label: string) => ({ ...input(name), label, errors }) }
}

/** What a terminal has to say of itself when it registers, where anything is asked for. */
function SaysFields(props: DeviceFieldsProps) {
  const t = useText(deviceTexts)
  const { input, field } = useInputs(props)
  const error = errorOf(props.errors, fieldId('colour'))
  return (
    <fieldset className="device-says">
      <legend>{t('says')}</legend>
      <p className="muted">{t(props.isEntered ? 'says.hint-change' : 'says.hint')}</p>
      <div className="form-grid">
        <TextField {...field('terminalId', t('says.id'))} maxLength={30} />
        <TextField {...field('maker', t('says.maker'))} maxLength={11} />
        <TextField {...field('plate', t('says.plate'))} maxLength={20} />
        <div className="field" data-invalid={error !== undefined}>
          <label htmlFor={fieldId('colour')}>{t('says.colour')}</label>
          {error !== undefined && (
            <p id={`${fieldId('colour')}-error`} className="field-error">
              {error}
            </p>
          )}
          <select
            {...input('colour')}
            className="input"
            aria-invalid={error !== undefined}
            aria-describedby={error === undefined ? undefined : `${fieldId('colour')}-error`}
          >
            <option value="">{t('says.any')}</option>
            {colours.map((colour) => (
              <option key={colour} value={colour}>
                {t(`colour.${colour}`)}
              </option>
            ))}
          </select>
        </div>
      </div>
    </fieldset>
  )
}
