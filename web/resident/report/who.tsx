import { ChoiceGroup, TextField } from '../../ui/controls.tsx'
import { useText } from '../../ui/i18n.tsx'
import { useSession } from '../../ui/session.tsx'
import { useGo } from '../links.ts'
import { reportTexts } from '../messages/report.ts'
import { draftErrors } from './draft.ts'
import { changeDraft, useDraft } from './draft-store.ts'
import { StepPage, useStepErrors } from './step-page.tsx'

export function WhoPage() {
  const t = useText(reportTexts)
  const go = useGo()
  const { draft } = useDraft()
  const { me } = useSession()
  const isResident = me?.kind === 'resident'
  const { errors, attempt, check } = useStepErrors(() =>
    draftErrors(draft, 'who', isResident).map(({ field, text }) => ({ field, message: t(text) })),
  )
  const named = isResident
    ? { value: 'named' as const, label: t('who.signed-in', { name: me.name }), hint: t('who.named-hint') }
    : { value: 'named' as const, label: t('who.named'), hint: t('who.named-hint') }
  return (
    <StepPage
      step={3}
      title={t('who.title')}
      back="/report/where"
      next={t('next')}
      errors={errors}
      attempt={attempt}
      onNext={() => check() && void go({ to: '/report/check' })}
    >
      <ChoiceGroup
        id="who"
        legend={t('who.legend')}
        value={draft.who}
        errors={errors}
        choices={[named, { value: 'anonymous', label: t('who.anonymous'), hint: t('who.anonymous-hint') }]}
        onChange={(who) => changeDraft({ who })}
      />
      {draft.who === 'named' && !isResident && (
        <>
          <TextField
            id="phone"
            label={t('who.phone')}
            errors={errors}
            type="tel"
            inputMode="tel"
            autoComplete="tel-national"
            maxLength={16}
            value={draft.phone}
            onChange={({ target }) => changeDraft({ phone: target.value })}
          />
          <TextField
            id="name"
            label={t('who.name')}
            autoComplete="name"
            maxLength={50}
            value={draft.name}
            onChange={({ target }) => changeDraft({ name: target.value })}
          />
        </>
      )}
      {draft.who === 'named' && <p className="privacy">{t('who.privacy')}</p>}
    </StepPage>
  )
}
