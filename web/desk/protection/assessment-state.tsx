import type { Assessment } from '#modules/protection/contract'
import { useText } from '../../ui/i18n.tsx'
import { assessmentTexts } from '../messages/protection-assessments.ts'

const tones = { draft: 'quiet', submitted: 'open', approved: 'good', returned: 'warn' } as const

export function AssessmentState({ state }: { state: Assessment['state'] }) {
  const t = useText(assessmentTexts)
  return <span className={`tag tag-${tones[state]}`}>{t(`state.${state}`)}</span>
}
