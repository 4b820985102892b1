import type { Content } from '#modules/catalogue/contract'
import { Button, TextField } from '../../../ui/controls.tsx'
import { errorOf } from '../../../ui/error-summary.tsx'
import { useText } from '../../../ui/i18n.tsx'
import { roleLabels, useLabel } from '../../../ui/labels.ts'
import { catalogueEditorTexts } from '../../messages/catalogue-editor.ts'
import { useResource } from '../api.ts'
import { ResourceField } from '../resource-field.tsx'
import { Choose } from './choose.tsx'
import { fieldId } from './draft.ts'
import type { FieldsProps } from './page.tsx'

type Form = NonNullable<Content['form']>
type Same = NonNullable<Form['sameAs']>[string]

/** Whose posts a form on site can be the work of. */
const roles = ['grid-worker', 'handler', 'clerk', 'data-manager'] as const
const ways = ['ask', 'same', 'again'] as const
type Way = (typeof ways)[number]

/** Collected on site by a form: what is asked and by whom, and what another resource holds already. */
export function FormFields({ draft, errors, onChange }: FieldsProps) {
  const t = useText(catalogueEditorTexts)
  const { form } = draft
  const put = (part: Partial<Form>) => form !== undefined && onChange({ form: { ...form, ...part } })
  const error = errorOf(errors, fieldId('form.items')) ?? errorOf(errors, fieldId('form.sameAs'))
  const begin = () =>
    onChange({
      form: { items: draft.items.map((i) => i.name), roles: ['grid-worker'], photoItem: null },
    })
  return (
    <section className="card" aria-labelledby="edit-form">
      <h2 id="edit-form">{t('form')}</h2>
      {form === undefined ? (
        <>
          <p className="muted">{t('form.none')}</p>
          <div>
            <Button onClick={begin}>{t('form.begin')}</Button>
          </div>
        </>
      ) : (
        <>
          <RoleFields form={form} put={put} />
          <div className="form-grid">
            <Choose
              id={fieldId('form.photoItem')}
              label={t('form.photo')}
              value={form.photoItem ?? ''}
              values={['', ...draft.items.filter((i) => i.type === 'text').map((i) => i.name)]}
              word={(name) => (name === '' ? t('scope.none') : titleOf(draft, name))}
              onChange={(name) => put({ photoItem: name || null })}
            />
          </div>
          <p className="muted">{t('form.hint')}</p>
          {error !== undefined && (
            <p className="field-error" id={fieldId('form.items')}>
              {error}
            </p>
          )}
          {namesOf(draft, form).map((name) => (
            <AskedItem key={name} name={name} draft={draft} form={form} put={put} />
          ))}
          <div>
            <Button kind="quiet" onClick={() => onChange({ form: undefined })}>
              {t('form.end')}
            </Button>
          </div>
        </>
      )}
    </section>
  )
}

interface FormProps {
  readonly form: Form
  readonly put: (part: Partial<Form>) => void
}

function RoleFields({ form, put }: FormProps) {
  const t = useText(catalogueEditorTexts)
  const label = useLabel()
  const others = form.roles.filter((r) => !roles.some((known) => known === r))
  return (
    <fieldset className="button-row plain-fieldset">
      <legend>{t('form.roles')}</legend>
      {[...roles, ...others].map((role) => (
        <label key={role} className="inline-item">
          <input
            type="checkbox"
            checked={form.roles.includes(role)}
            onChange={(e) =>
              put({ roles: e.target.checked ? [...form.roles, role] : form.roles.filter((r) => r !== role) })
            }
          />{' '}
          {label(roleLabels, role)}
        </label>
      ))}
    </fieldset>
  )
}

interface AskedProps extends FormProps {
  readonly name: string
  readonly draft: Content
}

function AskedItem({ name, draft, form, put }: AskedProps) {
  const t = useText(catalogueEditorTexts)
  const isAsked = form.items.includes(name)
  const same = form.sameAs?.[name]
  const again = form.again?.[name]
  const way: Way = same !== undefined ? 'same' : again !== undefined ? 'again' : 'ask'
  const set = (next: { same?: Same; again?: string }) =>
    put({ sameAs: withOne(form.sameAs, name, next.same), again: withOne(form.again, name, next.again) })
  const ask = (asked: boolean) => {
    const items = asked ? [...form.items, name] : form.items.filter((n) => n !== name)
    put({ items, ...(asked ? {} : { sameAs: withOne(form.sameAs, name), again: withOne(form.again, name) }) })
  }
  const choose = (next: Way) =>
    set({
      ...(next === 'same' ? { same: { resource: '', item: '', keyItem: '', from: '' } } : {}),
      ...(next === 'again' ? { again: '' } : {}),
    })
  return (
    <div className="rule-editor">
      <label className="inline-item">
        <input type="checkbox" checked={isAsked} onChange={(e) => ask(e.target.checked)} />{' '}
        {titleOf(draft, name)}
      </label>
      {isAsked && (
        <Choose
          id={fieldId(`form.way.${name}`)}
          label={t('form.way', { item: titleOf(draft, name) })}
          value={way}
          values={ways}
          word={(w) => t(`form.way.${w}`)}
          onChange={choose}
        />
      )}
      {same !== undefined && (
        <SameFields
          name={name}
          same={same}
          draft={draft}
          others={form.items.filter((n) => n !== name)}
          onPut={(next) => set({ same: next })}
        />
      )}
      {again !== undefined && (
        <TextField
          id={fieldId(`form.again.${name}`)}
          label={t('form.reason')}
          value={again}
          maxLength={500}
          onChange={(e) => set({ again: e.target.value })}
        />
      )}
    </div>
  )
}

interface SameProps {
  readonly name: string
  readonly same: Same
  readonly draft: Content
  /** Items of the form by which the other resource can be searched. */
  readonly others: readonly string[]
  readonly onPut: (same: Same) => void
}

/** Where a value is fetched: the resource, its item, and the key that an item of this form holds. */
function SameFields({ name, same, draft, others, onPut }: SameProps) {
  const t = useText(catalogueEditorTexts)
  const source = useResource(same.resource || undefined)
  const items = source.data?.content.items ?? []
  const word = (n: string) => items.find((i) => i.name === n)?.title ?? (n || t('scope.none'))
  const id = (part: string) => fieldId(`form.sameAs.${name}.${part}`)
  return (
    <>
      <ResourceField
        label={t('form.resource')}
        value={same.resource || undefined}
        without=""
        onChange={(resource = '') => onPut({ ...same, resource, item: '', keyItem: '' })}
      />
      <Choose
        id={id('item')}
        label={t('form.item')}
        value={same.item}
        values={['', ...items.map((i) => i.name)]}
        word={word}
        onChange={(item) => onPut({ ...same, item })}
      />
      <Choose
        id={id('keyItem')}
        label={t('form.key')}
        value={same.keyItem}
        values={['', ...items.filter((i) => i.key).map((i) => i.name)]}
        word={word}
        onChange={(keyItem) => onPut({ ...same, keyItem })}
      />
      <Choose
        id={id('from')}
        label={t('form.from')}
        value={same.from}
        values={['', ...others]}
        word={(n) => (n === '' ? t('scope.none') : titleOf(draft, n))}
        onChange={(from) => onPut({ ...same, from })}
      />
    </>
  )
}

/** What the form asks and the resource no longer has is shown too, so that it can be taken out. */
function namesOf({ items }: Content, form: Form): readonly string[] {
  return [...new Set([...items.map((i) => i.name), ...form.items])]
}

function titleOf({ items }: Content, name: string): string {
  return items.find((i) => i.name === name)?.title || name
}

/** The record with one entry changed or, without a value, taken away; none left is no record. */
function withOne<V>(record: Readonly<Record<string, V>> | undefined, name: string, value?: V) {
  const { [name]: _, ...others } = record ?? {}
  const next = value === undefined ? others : { ...others, [name]: value }
  return Object.keys(next).length === 0 ? undefined : next
}
