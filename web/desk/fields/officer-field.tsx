import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import type { OfficerView } from '#kernel/identity/contract'
import { api } from '../../ui/api.ts'
import { useText } from '../../ui/i18n.tsx'
import { useSession } from '../../ui/session.tsx'
import { Failure } from '../../ui/states.tsx'
import { formTexts } from '../messages/forms.ts'

type As = 'handler' | 'data-post'

/**
 * Those of an organization to whom its cases can be assigned, or who can be named for its data; only for readers who
 * work with it.
 */
function useOfficers(org: string | null, as: As) {
  return useQuery({
    queryKey: ['officers', org, as],
    queryFn: ({ signal }) => api.get<OfficerView[]>('/officers', { org: org ?? '', as }, signal),
    enabled: org !== null,
    staleTime: 300_000,
  })
}

interface OfficerFieldProps {
  readonly id: string
  readonly label: string
  readonly org: string | null
  /** What the officer is chosen for; default `handler`. */
  readonly as?: As
  readonly value: string | undefined
  readonly autoFocus?: boolean
  /** What was chosen can be taken away again. */
  readonly mayBeNobody?: boolean
  readonly onChange: (id: string | undefined) => void
}

/** A colleague by name and title; oneself stands on top. */
export function OfficerField({
  id,
  label,
  org,
  as = 'handler',
  value,
  autoFocus = false,
  mayBeNobody = false,
  onChange,
}: OfficerFieldProps) {
  const t = useText(formTexts)
  const { me } = useSession()
  const { data = [], error, isPending, refetch } = useOfficers(org, as)
  const isMe = (officer: OfficerView) => Number(officer.id === me?.id)
  const options = data
    .toSorted((a, b) => isMe(b) - isMe(a))
    .map((officer) => ({
      value: officer.id,
      label: `${officer.id === me?.id ? t('assignee.me', { name: officer.name }) : officer.name} ${officer.title}`,
    }))
  // Somebody who was named and is none of those to choose from is no number on the screen.
  if (value !== undefined && !isPending && options.every((o) => o.value !== value))
    options.push({ value, label: t('assignee.named') })
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {error !== null && <Failure error={error} onRetry={() => void refetch()} />}
      <Select<string>
        id={id}
        aria-label={label}
        options={options}
        loading={isPending && org !== null}
        showSearch={{ optionFilterProp: 'label' }}
        autoFocus={autoFocus}
        allowClear={mayBeNobody}
        placeholder={t('assignee.choose')}
        {...(value === undefined ? { value: null as unknown as string } : { value })}
        onChange={(chosen: string | undefined) => onChange(chosen)}
      />
    </div>
  )
}

/** Readers who may not know the officers of the organization see that somebody was named, not who. */
export function OfficerName({ id, org }: { id: string; org: string | null }) {
  const t = useText(formTexts)
  const { data, isPending } = useOfficers(org, 'data-post')
  if (isPending) return null
  const officer = data?.find((one) => one.id === id)
  return <span>{officer?.name ?? t('assignee.named')}</span>
}
