import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { DutyView } from '#modules/duties/contract'
import { api } from '../../ui/api.ts'
import { useText } from '../../ui/i18n.tsx'
import { CategoryName } from '../../ui/org-name.tsx'
import { Failure } from '../../ui/states.tsx'
import { Fact } from '../case/head.tsx'
import { Citations } from '../duties/citations.tsx'
import { DutyOrgName, DutyPlaceName } from '../duties/names.tsx'
import { contextTexts } from '../messages/context.ts'

export function useDuty(id: string | undefined) {
  return useQuery({
    queryKey: ['duty', id],
    queryFn: ({ signal }) => api.get<DutyView>(`/duties/${encodeURIComponent(id ?? '')}`, undefined, signal),
    enabled: id !== undefined,
    staleTime: 300_000,
  })
}

/** The law of a duty in one line. */
export function DutyBasis({ id }: { id: string }) {
  const { data } = useDuty(id)
  if (data === undefined) return null
  return (
    <span className="muted">
      <Citations citations={data.legalBasis} />
    </span>
  )
}

/** The row of the duty list that says who answers, with the law behind it. */
export function DutyRowBox({ id }: { id: string }) {
  const t = useText(contextTexts)
  const { data, error } = useDuty(id)
  return (
    <section>
      <h3>{t('duty')}</h3>
      {error !== null && <Failure error={error} />}
      {data !== undefined && (
        <dl className="facts">
          <Fact name={t('duty.category')}>
            <CategoryName code={data.category} full />
          </Fact>
          <Fact name={t('duty.place')}>
            <DutyPlaceName code={data.place} />
          </Fact>
          <Fact name={t('lead')}>
            <DutyOrgName code={data.org} />
          </Fact>
          {data.co.length > 0 && (
            <Fact name={t('co')}>
              {data.co.map((org) => (
                <span key={org} className="inline-item">
                  <DutyOrgName code={org} />
                </span>
              ))}
            </Fact>
          )}
          <Fact name={t('duty.basis')}>
            {data.legalBasis.length === 0 ? t('none') : <Citations citations={data.legalBasis} />}
          </Fact>
          <Fact name={t('duty.row')}>
            <Link to="/duties" search={{ duty: data.id }}>
              {data.id}
            </Link>
          </Fact>
        </dl>
      )}
    </section>
  )
}
