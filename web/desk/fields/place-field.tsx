import { useQueryClient } from '@tanstack/react-query'
import { Cascader } from 'antd'
import { useId, useState } from 'react'
import type { Place } from '#modules/territory/contract'
import { api } from '../../ui/api.ts'
import { useLanguage, useText } from '../../ui/i18n.tsx'
import { usePlaces } from '../../ui/reference.ts'
import { formTexts } from '../messages/forms.ts'

interface PlaceFieldProps {
  readonly label: string
  readonly value: string | undefined
  readonly onChange: (path: string | undefined) => void
}

interface Node {
  value: string
  label: string
  isLeaf: boolean
  children?: Node[]
}

/** District, township, community from lists that open one another; any level may be chosen. */
export function PlaceField({ label, value, onChange }: PlaceFieldProps) {
  const t = useText(formTexts)
  const { locale } = useLanguage()
  const id = useId()
  const client = useQueryClient()
  const { data } = usePlaces('50')
  const [below, setBelow] = useState<ReadonlyMap<string, readonly Place[]>>(new Map())
  const nodeOf = (place: Place): Node => {
    const children = below.get(place.path)?.map(nodeOf)
    const name = locale === 'en' ? (place.nameEn ?? place.name) : place.name
    const isLeaf = place.level === 'community' || place.level === 'grid'
    return { value: place.path, label: name, isLeaf, ...(children === undefined ? {} : { children }) }
  }
  const load = async (path: string) => {
    const places = await client.fetchQuery({
      queryKey: ['places', path],
      queryFn: () => api.get<Place[]>('/places', { below: path }),
      staleTime: Number.POSITIVE_INFINITY,
    })
    setBelow((known) => new Map([...known, [path, places]]))
  }
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <Cascader<Node>
        id={id}
        aria-label={label}
        options={(data ?? []).map(nodeOf)}
        loadData={(chosen) => void load(chosen.at(-1)?.value ?? '50')}
        changeOnSelect
        allowClear
        placeholder={t('place.choose')}
        value={value === undefined ? [] : pathsDown(value)}
        displayRender={(labels) => labels.join(' · ')}
        onChange={(paths: (string | number | null)[] | undefined) => onChange(paths?.at(-1)?.toString())}
      />
    </div>
  )
}

function pathsDown(path: string): string[] {
  const parts = path.split('/')
  return parts.slice(1).map((_, i) => parts.slice(0, i + 2).join('/'))
}

/** The township or the smallest place above that a path names; the whole path on hover. */
export function ShortPlace({ path }: { path: string }) {
  const { locale } = useLanguage()
  const parts = path.split('/')
  const shown = parts.slice(0, 3).join('/')
  const { data } = usePlaces(parts.length > 1 ? shown.slice(0, shown.lastIndexOf('/')) : undefined)
  const place = data?.find((p) => p.path === shown)
  return <span>{(locale === 'en' ? (place?.nameEn ?? place?.name) : place?.name) ?? parts.at(-1)}</span>
}
