import { maskNames, purposeNames } from '#modules/sharing/rules'
import { useLanguage, useText } from '../../ui/i18n.tsx'
import { sharingTexts } from '../messages/sharing.ts'
import { sharingGrantTexts } from '../messages/sharing-grants.ts'

const requestTags: Readonly<Record<string, string>> = {
  submitted: 'open',
  approved: 'work',
  granted: 'good',
  refused: 'quiet',
  disputed: 'warn',
  withdrawn: 'quiet',
}

/** Where a request stands, in a word; colour comes on top. */
export function RequestState({ state }: { state: string }) {
  const t = useText(sharingTexts)
  return (
    <span className={`tag tag-${requestTags[state] ?? 'quiet'}`}>
      {t(`state.${state}` as 'state.submitted')}
    </span>
  )
}

const grantTags: Readonly<Record<string, string>> = {
  drafted: 'work',
  active: 'good',
  expiring: 'open',
  suspended: 'warn',
  ended: 'quiet',
}

export function GrantState({ state }: { state: string }) {
  const t = useText(sharingGrantTexts)
  const key = state === 'expiring' ? 'cell.expiring' : (`state.${state}` as 'state.active')
  return <span className={`tag tag-${grantTags[state] ?? 'quiet'}`}>{t(key)}</span>
}

export function usePurposeName(): (purpose: string) => string {
  const { locale } = useLanguage()
  return (purpose) => purposeNames[purpose as keyof typeof purposeNames]?.[locale] ?? purpose
}

export function useMaskName(): (mask: string) => string {
  const { locale } = useLanguage()
  return (mask) => maskNames[mask as keyof typeof maskNames]?.[locale] ?? mask
}
