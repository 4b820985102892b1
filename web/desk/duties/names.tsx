import { useQuery } from '@tanstack/react-query'
import type { ManagementArea } from '#modules/territory/contract'
import { api } from '../../ui/api.ts'
import { useLanguage, useText } from '../../ui/i18n.tsx'
import { OrgName, PlaceName } from '../../ui/org-name.tsx'
import { dutyTexts } from '../messages/duties.ts'

/** `@township` stands for the township office of the case's place. */
export function DutyOrgName({ code }: { code: string }) {
  const t = useText(dutyTexts)
  return code === '@township' ? <span>{t('township')}</span> : <OrgName code={code} full />
}

export function useManagementAreas() {
  return useQuery({
    queryKey: ['management-areas'],
    queryFn: ({ signal }) => api.get<ManagementArea[]>('/management-areas', undefined, signal),
    staleTime: Number.POSITIVE_INFINITY,
  })
}

/** A division by its code, or a management area. */
export function DutyPlaceName({ code }: { code: string }) {
  const { locale } = useLanguage()
  const { data } = useManagementAreas()
  if (!code.startsWith('area:')) return <PlaceName path={pathOf(code)} />
  const area = data?.find((a) => a.code === code)
  if (data === undefined) return <span>…</span>
  return <span>{(locale === 'zh' ? area?.name : area?.nameEn) ?? code}</span>
}

/** 500107104 → 50/500107/500107104 */
export function pathOf(code: string): string {
  const levels = [2, 6, 9, 12].filter((length) => length <= code.length)
  return levels.map((length) => code.slice(0, length)).join('/')
}
