import { useId } from 'react'
import { useLanguage, useText } from './i18n.tsx'
import { commonTexts } from './messages/common.ts'
import { usePlaces } from './reference.ts'

const city = '50'

interface PlacePickerProps {
  /** A place path such as 50/500106/500106016, or '' for none. */
  readonly value: string
  readonly onChange: (path: string) => void
  /** How far down one may choose. */
  readonly depth?: 1 | 2 | 3
}

/** District, then township, then community, each from a list that the one above opens. */
export function PlacePicker({ value, onChange, depth = 3 }: PlacePickerProps) {
  const t = useText(commonTexts)
  const parts = value === '' ? [] : value.split('/')
  const pathAt = (level: number) => (parts.length > level ? parts.slice(0, level + 1).join('/') : '')
  const labels = [t('place.district'), t('place.township'), t('place.community')]
  return (
    <div className="place-picker">
      {labels.slice(0, depth).map((label, i) => {
        const parent = i === 0 ? city : pathAt(i)
        return (
          <PlaceSelect
            key={label}
            label={label}
            parent={parent}
            value={pathAt(i + 1)}
            isOptional={i > 0}
            onChange={(path) => onChange(path === '' && i > 0 ? parent : path)}
          />
        )
      })}
    </div>
  )
}

interface PlaceSelectProps {
  readonly label: string
  readonly parent: string
  readonly value: string
  readonly isOptional: boolean
  readonly onChange: (path: string) => void
}

function PlaceSelect({ label, parent, value, isOptional, onChange }: PlaceSelectProps) {
  const id = useId()
  const { locale } = useLanguage()
  const t = useText(commonTexts)
  const { data, isFetching, isError, refetch } = usePlaces(parent === '' ? undefined : parent)
  if (parent === '') return null
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select id={id} className="input" value={value} onChange={(event) => onChange(event.target.value)}>
        <option value="">
          {isFetching ? t('place.loading') : t(isOptional ? 'place.unsure' : 'place.choose')}
        </option>
        {data?.map((place) => (
          <option key={place.path} value={place.path}>
            {locale === 'en' ? (place.nameEn ?? place.name) : place.name}
          </option>
        ))}
      </select>
      {isError && (
        <p className="field-error">
          {t('place.failed')}{' '}
          <button type="button" className="link-button" onClick={() => void refetch()}>
            {t('retry')}
          </button>
        </p>
      )}
    </div>
  )
}
