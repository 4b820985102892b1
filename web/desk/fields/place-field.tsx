import { useQueries } from '@tanstack/react-query'
import { Cascader } from 'antd'
import { useId, useState } from 'react'
import type { Place } from '#modules/territory/contract'
import { api } from '../../ui/api.ts'
import { useLanguage, useText } from '../../ui/i18n.tsx'
import { usePlaces } from '../../ui/reference.ts'
import { formTexts } from '../messages/forms.ts'

const city = '50'

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
  const { data } = usePlaces(city)
  const [opened, setOpened] = useState<readonly string[]>([])
  const below = usePlacesBelow([...new Set([...opened, ...pathsDown(value ?? '').slice(0, -1)])])
  const nodeOf = (place: Place): Node => {
    const children = below.get(place.path)?.map(nodeOf)
    const name = locale === 'en' ? (place.nameEn ?? place.name) : place.name
    const isLeaf = place.level === 'community' || place.level === 'grid'
    return { value: place.path, label: name, isLeaf, ...(children === undefined ? {} : { children }) }
  }
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <Cascader<Node>
        id={id}
        aria-label={label}
        options={(data ?? []).map(nodeOf)}
        loadData={(chosen) => setOpened([...opened, chosen.at(-1)?.value ?? city])}
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

/** The lists below several places, by path; those above a chosen place are needed to say its name. */
function usePlacesBelow(paths: readonly string[]): ReadonlyMap<string, readonly Place[]> {
  const lists = useQueries({
    queries: paths.map((path) => ({
      queryKey: ['places', path],
      queryFn: ({ signal }: { signal: AbortSignal }) => api.get<Place[]>('/places', { below: path }, signal),
      staleTime: Number.POSITIVE_INFINITY,
    })),
  })
  const known = lists.flatMap(({ data }, i) => (data === undefined ? [] : [[paths[i] ?? '', data] as const]))
  return new Map(known)
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
  const name = locale === 'en' ? (place?.nameEn ?? place?.name) : place?.name
  return <span>{name ?? (data === undefined ? '…' : parts.at(-1))}</span>
}
