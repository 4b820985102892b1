import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useId, useState } from 'react'
import type { ResourcePage } from '#modules/catalogue/contract'
import { api } from '../../ui/api.ts'
import { useText } from '../../ui/i18n.tsx'
import { useOrgName } from '../../ui/org-name.tsx'
import { useSettled } from '../../ui/use-settled.ts'
import { catalogueTexts } from '../messages/catalogue.ts'

interface ResourceFieldProps {
  readonly label: string
  readonly value: string | undefined
  /** The resource that cannot be chosen. */
  readonly without: string
  readonly onChange: (id: string | undefined) => void
}

/** One resource of the catalogue, found by typing a part of its name or code. */
export function ResourceField({ label, value, without, onChange }: ResourceFieldProps) {
  const t = useText(catalogueTexts)
  const orgName = useOrgName()
  const id = useId()
  const [text, setText] = useState('')
  const q = useSettled(text)
  const { data } = useQuery({
    queryKey: ['catalogue', 'choose', q],
    queryFn: ({ signal }) => api.get<ResourcePage>('/resources', { q, limit: 50 }, signal),
  })
  const options = (data?.rows ?? [])
    .filter((row) => row.id !== without)
    .map((row) => ({ value: row.id, label: `${row.name}（${orgName(row.provider)}）` }))
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <Select<string>
        id={id}
        aria-label={label}
        options={options}
        showSearch={{ filterOption: false, onSearch: setText }}
        allowClear
        placeholder={t('search')}
        {...(value === undefined ? { value: null as unknown as string } : { value })}
        onChange={(chosen: string | undefined) => onChange(chosen ?? undefined)}
      />
    </div>
  )
}
