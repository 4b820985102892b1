import type { AnswerPart, OwnCommand } from '#modules/scenarios/contract'
import { useLanguage, useText } from '../i18n.tsx'
import { runningTexts } from '../messages/running.ts'
import { Value } from './value.tsx'
import { answered } from './values.ts'

interface AnswerProps {
  readonly command: OwnCommand | undefined
  readonly output: unknown
}

/** Of what a program answered that which its command declares, by the titles that it gives; the rest is the program's own. */
export function Answer({ command, output }: AnswerProps) {
  const t = useText(runningTexts)
  const { locale } = useLanguage()
  const parts = answered(command?.output ?? [], output, locale)
  if (parts.length === 0) return null
  return (
    <section className="run-answer" aria-label={t('answer')}>
      <dl>
        {parts.map(({ part, value }) => (
          <div key={part.name}>
            <dt>{part.title[locale]}</dt>
            <dd>
              <Value item={itemOf(part)} value={value} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

const itemOf = ({ kind, labels }: AnswerPart) => ({ type: kind, labels })
