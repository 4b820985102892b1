import { appeals, useCase } from '../../ui/cases.ts'
import { useText } from '../../ui/i18n.tsx'
import { detailsOf, isGone } from '../case/details.ts'
import { contextTexts } from '../messages/context.ts'
import { Applicant } from './applicant.tsx'
import { Decisions } from './decisions.tsx'
import { DisputeBox } from './dispute.tsx'
import { DutyRowBox } from './duty.tsx'
import { ForwardBox } from './forward.tsx'
import { Handlers } from './handlers.tsx'
import { JointBox } from './joint.tsx'
import { ObjectionBox } from './objection.tsx'
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
      {c.dispute !== null && <DisputeBox dispute={c.dispute} />}
      <ObjectionBox c={c} />
      {duty !== null && <DutyRowBox id={duty} />}
      {details.joint !== undefined && <JointBox joint={details.joint} />}
      <ForwardBox id={c.id} />
      <Similar c={c} />
      <SamePlace c={c} />
      <Decisions id={c.id} />
      <PlaceBox c={c} />
    </div>
  )
}
