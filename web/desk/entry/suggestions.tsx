import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { Urgency } from '#modules/appeals/contract'
import { request } from '../../ui/api.ts'
import { AiMark, Confidence } from '../../ui/confidence.tsx'
import { useText } from '../../ui/i18n.tsx'
import { urgencyLabels, useLabel } from '../../ui/labels.ts'
import { CategoryName, OrgName, PlaceName } from '../../ui/org-name.tsx'
import { UrgencyTag } from '../../ui/state-tag.tsx'
import { Failure } from '../../ui/states.tsx'
import { useSettled } from '../../ui/use-settled.ts'
import { Fact } from '../case/head.tsx'
import { CategoryField } from '../fields/category-field.tsx'
import { entryTexts } from '../messages/entry.ts'
import type { Call } from './call.ts'

interface Suggestion {
  /** Null where no approved version runs. */
  readonly categories: readonly { readonly category: string; readonly confidence: number }[] | null
  readonly leaves: readonly { readonly category: string; readonly words: readonly string[] }[]
  readonly urgency: Urgency
  readonly urgencyWords: readonly string[]
  readonly place: string
  readonly org: string | null
}

/** What the text looks like while it is typed. A read: nothing is decided until the clerk sends. */
export function Suggestions({ call, onChoose }: { call: Call; onChoose: (part: Partial<Call>) => void }) {
  const t = useText(entryTexts)
  const { data, error, body } = useSuggestion(call)
  return (
    <section className="card" aria-labelledby="suggest-title">
      <h2 id="suggest-title">
        <AiMark /> {t('suggest')}
      </h2>
      {error !== null && <Failure error={error} />}
      {body === null && <p className="muted">{t('suggest.wait')}</p>}
      {body !== null && data !== undefined && <Found found={data} call={call} onChoose={onChoose} />}
      <h3>{t('own')}</h3>
      <CategoryField
        label={t('category')}
        value={call.category}
        onChange={(category) => onChoose({ category })}
      />
      <UrgencyChoice call={call} onChoose={onChoose} />
      <p className="muted">{t('own.hint')}</p>
    </section>
  )
}

function useSuggestion(call: Call) {
  const text = useSettled(call.text.trim())
  const address = useSettled(call.address.trim())
  const body =
    text.length < 5
      ? null
      : {
          text: text.slice(0, 5000),
          ...(address === '' ? {} : { address }),
          ...(call.place === undefined ? {} : { place: call.place }),
        }
  const query = useQuery({
    queryKey: ['suggest', body],
    queryFn: ({ signal }) => request<Suggestion>('POST', '/appeals/suggest', { body, signal }),
    enabled: body !== null,
    placeholderData: keepPreviousData,
  })
  return { ...query, body }
}

/** The best guess, and others while they are more than noise; three at most. */
const leastConfidence = 0.05
const isWorthShowing = ({ confidence }: { confidence: number }, at: number) =>
  at === 0 || (at < 3 && confidence >= leastConfidence)

interface FoundProps {
  readonly found: Suggestion
  readonly call: Call
  readonly onChoose: (part: Partial<Call>) => void
}

function Found({ found, call, onChoose }: FoundProps) {
  const t = useText(entryTexts)
  const pick = (category: string) => onChoose({ category: call.category === category ? undefined : category })
  return (
    <>
      {found.categories === null && <p className="muted">{t('suggest.off')}</p>}
      <ul className="suggestion-list">
        {found.categories?.filter(isWorthShowing).map(({ category, confidence }) => (
          <li key={category}>
            <button
              type="button"
              className="button"
              aria-pressed={call.category === category}
              onClick={() => pick(category)}
            >
              <CategoryName code={category} /> <Confidence value={confidence} />
            </button>
          </li>
        ))}
        {found.leaves.slice(0, 3).map(({ category, words }) => (
          <li key={category}>
            <button
              type="button"
              className="button"
              aria-pressed={call.category === category}
              onClick={() => pick(category)}
            >
              <CategoryName code={category} />
              <span className="muted">{t('by-words', { words: words.slice(0, 3).join('、') })}</span>
            </button>
          </li>
        ))}
      </ul>
      <dl className="facts">
        <Fact name={t('urgency')}>
          <UrgencyTag urgency={found.urgency} />{' '}
          <span className="muted">{found.urgencyWords.join('；')}</span>
        </Fact>
        <Fact name={t('place')}>
          <PlaceName path={found.place} />
        </Fact>
        <Fact name={t('department')}>{found.org === null ? '—' : <OrgName code={found.org} full />}</Fact>
      </dl>
    </>
  )
}

function UrgencyChoice({ call, onChoose }: { call: Call; onChoose: (part: Partial<Call>) => void }) {
  const t = useText(entryTexts)
  const label = useLabel()
  return (
    <fieldset className="choice-row">
      <legend>{t('urgency')}</legend>
      {(Object.keys(urgencyLabels) as Urgency[]).map((code) => (
        <label key={code}>
          <input
            type="radio"
            name="call-urgency"
            checked={call.urgency === code}
            onChange={() => onChoose({ urgency: code })}
          />{' '}
          {label(urgencyLabels, code)}
        </label>
      ))}
    </fieldset>
  )
}
