import type { ReleasePlan, ReleaseRow } from '#modules/releases/contract'
import { useText } from '../../ui/i18n.tsx'
import { OrgName, PlaceName } from '../../ui/org-name.tsx'
import { releasesTexts } from '../messages/releases.ts'

const tags = {
  draft: 'quiet',
  computing: 'work',
  computed: 'open',
  submitted: 'open',
  writing: 'work',
  published: 'good',
  withdrawn: 'warn',
} as const

export function ReleaseStateTag({ row }: { row: Pick<ReleaseRow, 'state' | 'isOver'> }) {
  const t = useText(releasesTexts)
  if (row.isOver) return <span className="tag tag-quiet">{t('state.over')}</span>
  return <span className={`tag tag-${tags[row.state]}`}>{t(`state.${row.state}`)}</span>
}

export function AudienceWord({ audience }: { audience: ReleasePlan['audience'] }) {
  const t = useText(releasesTexts)
  return audience.kind === 'open' ? t('audience.open') : <OrgName code={audience.recipient} />
}

const placePath = /^\d+(\/\d+)*$/

/** A released value; of a place its name. */
export function Value({ value, isPlace }: { value: string; isPlace: boolean }) {
  return isPlace && placePath.test(value) ? <PlaceName path={value} /> : value
}
