import { useQuery } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useState } from 'react'
import type { ResolvedDuty } from '#modules/duties/contract'
import { api } from '../../ui/api.ts'
import { useText } from '../../ui/i18n.tsx'
import { useOrgName } from '../../ui/org-name.tsx'
import { Citations } from '../duties/citations.tsx'
import { formTexts } from '../messages/forms.ts'

interface DutyAnswerProps {
  readonly category: string | undefined
  readonly place: string
  readonly org: string | undefined
  /** The duty that names the chosen organization, or undefined when the choice departs from the list. */
  readonly onFind: (duty: string | undefined) => void
  readonly onOrg: (org: string) => void
}

/** Who answers by the duty list for the category that is being chosen, and by which law. */
export function DutyAnswer({ category, place, org, onFind, onOrg }: DutyAnswerProps) {
  const t = useText(formTexts)
  const orgName = useOrgName()
  const { data } = useQuery({
    queryKey: ['duty-answer', category, place],
    queryFn: ({ signal }) => api.get<ResolvedDuty | null>('/duties/resolve', { category, place }, signal),
    enabled: category !== undefined,
  })
  const tell = useEffectEvent(onFind)
  const duty = data != null && data.org === org ? data.dutyId : undefined
  useEffect(() => tell(duty), [duty])
  // Another category has another department; until then the choice of the person stands.
  const [first] = useState(category)
  const suggest = useEffectEvent((found: string) => (org === undefined || category !== first) && onOrg(found))
  useEffect(() => {
    if (data?.org !== undefined) suggest(data.org)
  }, [data?.org])
  if (category === undefined || data === undefined) return null
  if (data === null) return <p className="muted">{t('org.missing')}</p>
  const isSame = org === undefined || org === data.org
  return (
    <div className={isSame ? 'muted' : 'field-error'} role="status">
      {t(isSame ? 'org.by-duty' : 'org.differs', { org: orgName(data.org, true) })}{' '}
      <Citations citations={data.legalBasis} />
      {data.precedent !== null && <p>{t('org.precedent', { number: data.precedent.number })}</p>}
    </div>
  )
}
