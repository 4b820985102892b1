import { Select } from 'antd'
import { useId } from 'react'
import { useLanguage, useText } from '../../ui/i18n.tsx'
import { useOrganizations } from '../../ui/reference.ts'
import { formTexts } from '../messages/forms.ts'

interface OrgOptions {
  readonly value: string
  readonly label: string
  /** Both names and the code, so that any of them finds it. */
  readonly search: string
}

/** @param hasTownship also offers `@township`, which only duties may name */
function useOrgOptions(hasTownship: boolean): readonly OrgOptions[] {
  const t = useText(formTexts)
  const { locale } = useLanguage()
  const { data } = useOrganizations()
  const township = { value: '@township', label: t('org.township'), search: `${t('org.township')} @township` }
  const orgs = (data ?? []).map((org) => ({
    value: org.code,
    label: locale === 'en' ? org.en : org.zh,
    search: `${org.zh} ${org.shortZh} ${org.en} ${org.code}`.toLowerCase(),
  }))
  return hasTownship ? [township, ...orgs] : orgs
}

const findsOrg = (text: string, option?: OrgOptions) =>
  option?.search.includes(text.trim().toLowerCase()) ?? false

interface OrgFieldProps {
  readonly label: string
  readonly value: string | undefined
  readonly onChange: (code: string | undefined) => void
  readonly id?: string
  readonly autoFocus?: boolean
  readonly hasTownship?: boolean
}

/** One organization, found by typing a part of its name or code. */
export function OrgField({
  label,
  value,
  onChange,
  id,
  autoFocus = false,
  hasTownship = false,
}: OrgFieldProps) {
  const t = useText(formTexts)
  const own = useId()
  return (
    <div className="field">
      <label htmlFor={id ?? own}>{label}</label>
      <Select<string, OrgOptions>
        id={id ?? own}
        aria-label={label}
        options={[...useOrgOptions(hasTownship)]}
        showSearch={{ filterOption: findsOrg }}
        allowClear
        autoFocus={autoFocus}
        placeholder={t('org.choose')}
        {...(value === undefined ? { value: null as unknown as string } : { value })}
        onChange={(code: string | undefined) => onChange(code ?? undefined)}
      />
    </div>
  )
}

interface OrgsFieldProps {
  readonly label: string
  readonly value: readonly string[]
  readonly onChange: (codes: readonly string[]) => void
  readonly id: string
  readonly autoFocus?: boolean
  readonly hasTownship?: boolean
}

export function OrgsField({
  label,
  value,
  onChange,
  id,
  autoFocus = false,
  hasTownship = false,
}: OrgsFieldProps) {
  const t = useText(formTexts)
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <Select<string[], OrgOptions>
        id={id}
        aria-label={label}
        mode="multiple"
        maxCount={10}
        options={[...useOrgOptions(hasTownship)]}
        showSearch={{ filterOption: findsOrg }}
        autoFocus={autoFocus}
        placeholder={t('org.choose')}
        value={[...value]}
        onChange={(codes) => onChange(codes)}
      />
    </div>
  )
}
