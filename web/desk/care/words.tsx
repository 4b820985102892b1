import type { CareRow } from '#modules/control/contract'
import { useLanguage, useText } from '../../ui/i18n.tsx'
import { careTexts } from '../messages/care.ts'
import { useCareGroups } from './api.ts'

/** The name of a group as the office calls it. */
export function useGroupName(): (code: string) => string {
  const { locale } = useLanguage()
  const groups = useCareGroups()
  return (code) => groups.data?.groups.rows.find((g) => g.code === code)?.[locale] ?? code
}

const marks: Readonly<Record<string, string>> = {
  proposed: 'tag-open',
  confirmed: 'tag-good',
  expired: 'tag-warn',
}

export function CareStateTag({ state }: { state: CareRow['state'] }) {
  const t = useText(careTexts)
  return <span className={`tag ${marks[state] ?? ''}`}>{t(`state.${state}`)}</span>
}
