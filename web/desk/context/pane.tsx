import type { AppealDetails } from '#modules/appeals/contract'
import { appeals, useCase } from '../../ui/cases.ts'
import { useText } from '../../ui/i18n.tsx'
import { OrgName } from '../../ui/org-name.tsx'
import { detailsOf, isGone } from '../case/details.ts'
import { contextTexts } from '../messages/context.ts'
import { Applicant } from './applicant.tsx'
import { Decisions } from './decisions.tsx'
import { DutyRowBox } from './duty.tsx'
import { Handlers } from './handlers.tsx'
import { JointBox } from './joint.tsx'
import { PlaceBox } from './place-box.tsx'
import { SamePlace } from './same-place.tsx'
import { Similar } from './similar.tsx'

/** What one has to know about the open case, without leaving it. */
export function ContextPane({ id }: { id: string | undefined }) {
  const t = useText(contextTexts)
  const { data: c, error } = useCase(appeals, id)
  if (c === undefined || isGone(error)) return <p className="muted context-empty">{t('empty')}</p>
  const details = detailsOf(c)
  const duty = details.duty ?? details.proposal?.duty ?? null
  return (
    <div className="context">
      <Applicant c={c} />
      <Handlers c={c} />
      {details.dispute != null && <Dispute dispute={details.dispute} />}
      {duty !== null && <DutyRowBox id={duty} />}
      {details.joint !== undefined && <JointBox joint={details.joint} />}
      <Similar c={c} />
      <SamePlace c={c} />
      <Decisions id={c.id} />
      <PlaceBox c={c} />
    </div>
  )
}

function Dispute({ dispute }: { dispute: NonNullable<AppealDetails['dispute']> }) {
  const t = useText(contextTexts)
  return (
    <section>
      <h3>{t('dispute')}</h3>
      <p>{dispute.reason}</p>
      <p className="muted">{dispute.legalBasis}</p>
      <p className="muted">
        {t('dispute.from')} <OrgName code={dispute.from} />
        {dispute.suggested !== null && (
          <>
            {t('dispute.suggested')} <OrgName code={dispute.suggested} full />
          </>
        )}
      </p>
    </section>
  )
}
