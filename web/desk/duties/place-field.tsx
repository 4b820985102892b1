import { useLanguage, useText } from '../../ui/i18n.tsx'
import { PlaceField } from '../fields/place-field.tsx'
import { dutyTexts } from '../messages/duties.ts'
import { pathOf, useManagementAreas } from './names.tsx'

const city = '50'

interface DutyPlaceFieldProps {
  /** A division code or the code of a management area; empty while nothing is chosen. */
  readonly value: string
  readonly onChange: (code: string) => void
}

/** Where a duty reaches: the city or a management area from a short list, else a division by its levels. */
export function DutyPlaceField({ value, onChange }: DutyPlaceFieldProps) {
  const t = useText(dutyTexts)
  const { locale } = useLanguage()
  const { data: areas = [] } = useManagementAreas()
  const isWhole = value === city || value.startsWith('area:')
  return (
    <>
      <div className="field">
        <label htmlFor="duty-place">{t('place')}</label>
        <select
          id="duty-place"
          className="input"
          value={isWhole ? value : ''}
          onChange={(event) => onChange(event.target.value)}
        >
          <option value="">{t('place.none')}</option>
          <option value={city}>{t('place.city')}</option>
          {areas.map((area) => (
            <option key={area.code} value={area.code}>
              {locale === 'zh' ? area.name : area.nameEn}
            </option>
          ))}
        </select>
      </div>
      {!isWhole && (
        <PlaceField
          label={t('place.none')}
          value={value === '' ? undefined : pathOf(value)}
          onChange={(path) => onChange(path?.split('/').at(-1) ?? '')}
        />
      )}
    </>
  )
}
