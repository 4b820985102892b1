import { comparisons, type QualityRule } from '#modules/catalogue/contract'
import { Button, TextField } from '../../../ui/controls.tsx'
import { errorOf, type FieldError } from '../../../ui/error-summary.tsx'
import { useText } from '../../../ui/i18n.tsx'
import { catalogueTexts } from '../../messages/catalogue.ts'
import { catalogueEditorTexts } from '../../messages/catalogue-editor.ts'
import { useRuleSentence } from '../words.tsx'
import { Choose } from './choose.tsx'
import { emptyRule, fieldId, wordsIn } from './draft.ts'
import type { FieldsProps } from './page.tsx'

const kinds = ['filled', 'compare', 'not-future', 'check-digit', 'any-filled'] as const
const codes = ['id-card', 'credit-code', 'bank-card'] as const

/** Quality rules by the closed grammar; each reads itself out as a sentence. */
export function RuleFields({ draft, errors, onChange }: FieldsProps) {
  const t = useText(catalogueEditorTexts)
  const sentence = useRuleSentence(draft.items)
  const { rules } = draft
  return (
    <section className="card" aria-labelledby="edit-rules">
      <h2 id="edit-rules">{t('rules')}</h2>
      {rules.map((rule, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the id of a rule is typed by hand.
        <div key={n}>
          <div className="rule-editor">
            <RuleRow
              rule={rule}
              n={n}
              names={draft.items.map((i) => i.name)}
              errors={errors}
              onPut={(next) => onChange({ rules: rules.map((r, i) => (i === n ? next : r)) })}
            />
            <Button kind="quiet" onClick={() => onChange({ rules: rules.filter((_, i) => i !== n) })}>
              {t('rule.remove')}
            </Button>
          </div>
          <p className="muted">{t('reads.as', { sentence: sentence(rule) })}</p>
        </div>
      ))}
      <div>
        <Button onClick={() => onChange({ rules: [...rules, emptyRule(rules.length + 1)] })}>
          {t('rule.add')}
        </Button>
      </div>
    </section>
  )
}

interface RuleRowProps {
  readonly rule: QualityRule
  readonly n: number
  readonly names: readonly string[]
  readonly errors: readonly FieldError[]
  readonly onPut: (rule: QualityRule) => void
}

function RuleRow(props: RuleRowProps) {
  const { rule, n, errors, onPut } = props
  const t = useText(catalogueEditorTexts)
  const c = useText(catalogueTexts)
  const id = (field: string) => fieldId(`rules.${n}.${field}`)
  return (
    <>
      <TextField
        id={id('id')}
        label={t('rule.id')}
        errors={errors}
        value={rule.id}
        maxLength={40}
        onChange={(e) => onPut({ ...rule, id: e.target.value })}
      />
      <TextField
        id={id('title')}
        label={t('rule.title')}
        errors={errors}
        value={rule.title}
        maxLength={200}
        onChange={(e) => onPut({ ...rule, title: e.target.value })}
      />
      <Choose
        id={id('kind')}
        label={t('rule.kind')}
        value={rule.kind}
        values={kinds}
        word={(k) => t(`kind.${k}`)}
        onChange={(kind) => onPut(ofKind(rule, kind))}
      />
      <RuleOperands {...props} />
      <Choose
        id={id('severity')}
        label={t('rule.severity')}
        value={rule.severity}
        values={['reject', 'warn'] as const}
        word={(s) => c(`severity.${s}`)}
        onChange={(severity) => onPut({ ...rule, severity })}
      />
    </>
  )
}

/** What a rule of this kind speaks of. */
function RuleOperands(props: RuleRowProps) {
  const { rule, n, names, errors, onPut } = props
  const t = useText(catalogueEditorTexts)
  const id = (field: string) => fieldId(`rules.${n}.${field}`)
  if (rule.kind === 'any-filled')
    return (
      <TextField
        id={id('items')}
        label={t('rule.items')}
        errors={errors}
        defaultValue={rule.items.join(', ')}
        onBlur={(e) => onPut({ ...rule, items: wordsIn(e.target.value) })}
      />
    )
  return (
    <>
      <NameChoice
        id={id('item')}
        label={t('rule.item')}
        value={rule.item}
        names={names}
        errors={errors}
        onChange={(item) => onPut({ ...rule, item })}
      />
      <SecondOperand {...props} id={id} />
    </>
  )
}

function SecondOperand({ rule, names, errors, onPut, id }: RuleRowProps & { id: (field: string) => string }) {
  const t = useText(catalogueEditorTexts)
  const c = useText(catalogueTexts)
  if (rule.kind === 'compare')
    return (
      <>
        <Choose
          id={id('op')}
          label={t('rule.op')}
          value={rule.op}
          values={comparisons}
          word={(op) => `${op} ${c(`op.${op}`)}`}
          onChange={(op) => onPut({ ...rule, op })}
        />
        <NameChoice
          id={id('other')}
          label={t('rule.other')}
          value={rule.other}
          names={names}
          errors={errors}
          onChange={(other) => onPut({ ...rule, other })}
        />
      </>
    )
  if (rule.kind === 'not-future')
    return (
      <TextField
        id={id('minutes')}
        label={t('rule.minutes')}
        errors={errors}
        type="number"
        min={0}
        value={String(rule.minutes)}
        onChange={(e) => onPut({ ...rule, minutes: e.target.valueAsNumber })}
      />
    )
  if (rule.kind !== 'check-digit') return null
  return (
    <Choose
      id={id('code')}
      label={t('rule.code')}
      value={rule.code}
      values={codes}
      word={(code) => c(`code.${code}`)}
      onChange={(code) => onPut({ ...rule, code })}
    />
  )
}

interface NameChoiceProps {
  readonly id: string
  readonly label: string
  readonly value: string
  readonly names: readonly string[]
  readonly errors: readonly FieldError[]
  readonly onChange: (name: string) => void
}

/** One of the items by name. */
function NameChoice({ id, label, value, names, errors, onChange }: NameChoiceProps) {
  const t = useText(catalogueEditorTexts)
  const error = errorOf(errors, id)
  return (
    <div>
      <Choose
        id={id}
        label={label}
        isInvalid={error !== undefined}
        value={value}
        values={['', ...names]}
        word={(name) => (name === '' ? t('scope.none') : name)}
        onChange={onChange}
      />
      {error !== undefined && <p className="field-error">{error}</p>}
    </div>
  )
}

/** The same rule of another kind, with what it spoke of where that still has a meaning. */
function ofKind(rule: QualityRule, kind: QualityRule['kind']): QualityRule {
  const { id, title, severity } = rule
  const item = 'item' in rule ? rule.item : (rule.items[0] ?? '')
  const base = { id, title, severity }
  switch (kind) {
    case 'filled':
      return { ...base, kind, item }
    case 'compare':
      return { ...base, kind, item, op: '<=', other: '' }
    case 'not-future':
      return { ...base, kind, item, minutes: 5 }
    case 'check-digit':
      return { ...base, kind, item, code: 'id-card' }
    case 'any-filled':
      return { ...base, kind, items: item === '' ? [] : [item] }
  }
}
