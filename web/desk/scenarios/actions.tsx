import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { ScenarioView, Step } from '#modules/scenarios/contract'
import { Button } from '../../ui/controls.tsx'
import { useText } from '../../ui/i18n.tsx'
import { scenariosTexts } from '../messages/scenarios.ts'
import { ReasonForm } from '../operation/reason.tsx'
import { useScenarioWrite } from './api.ts'

type Asked = Extract<Step, 'sandbox' | 'publish' | 'suspend' | 'resume' | 'put-back' | 'retire'>
const steps: readonly Asked[] = ['sandbox', 'publish', 'resume', 'put-back', 'suspend', 'retire']
const kinds = {
  sandbox: 'main',
  publish: 'main',
  resume: 'main',
  'put-back': 'main',
  suspend: 'danger',
  retire: 'danger',
} as const

/** What this reader may do in this state; each step asks why. */
export function Actions({ s }: { s: ScenarioView }) {
  const t = useText(scenariosTexts)
  const [asked, setAsked] = useState<Asked>()
  const act = useScenarioWrite(`/scenarios/${s.id}/${asked}`)
  const may = steps.filter((step) => s.may.includes(step))
  const choose = (next: Asked) => {
    act.reset()
    setAsked(asked === next ? undefined : next)
  }
  if (may.length === 0 && !s.may.includes('save')) return null
  return (
    <section className="no-print scenario-actions" aria-label={t('actions')}>
      <div className="button-row">
        {may.map((step) => (
          <Button key={step} kind={kinds[step]} aria-pressed={asked === step} onClick={() => choose(step)}>
            {t(`do.${step}`)}
          </Button>
        ))}
        {s.may.includes('save') && (
          <Link to="." search={{ scenario: s.id, view: 'version' }} className="button button-plain">
            {t('do.save')}
          </Link>
        )}
      </div>
      {(asked === 'retire' || asked === 'put-back') && <p className="muted">{t(`${asked}.hint`)}</p>}
      {asked !== undefined && may.includes(asked) && (
        <ReasonForm
          key={asked}
          id="scenario-reason"
          label={t(`do.${asked}`)}
          busy={act.isPending}
          error={act.error}
          onSend={(reason) =>
            act.mutate({ revision: s.revision, reason }, { onSuccess: () => setAsked(undefined) })
          }
          onCancel={() => setAsked(undefined)}
        />
      )}
    </section>
  )
}
