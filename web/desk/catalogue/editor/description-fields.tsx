import {
  type Content,
  cycleUnits,
  opennesses,
  resourceKinds,
  shareModes,
  shareTypes,
} from '#modules/catalogue/contract'
import { TextArea, TextField } from '../../../ui/controls.tsx'
import { useText } from '../../../ui/i18n.tsx'
import { OfficerField } from '../../fields/officer-field.tsx'
import { OrgField } from '../../fields/org-field.tsx'
import { catalogueTexts } from '../../messages/catalogue.ts'
import { catalogueEditorTexts } from '../../messages/catalogue-editor.ts'
import { Choose } from './choose.tsx'
import { fieldId, wordsIn } from './draft.ts'
import type { FieldsProps } from './page.tsx'

/** The fields of the national guide. */
export function DescriptionFields(props: FieldsProps) {
  const t = useText(catalogueTexts)
  return (
    <section className="card" aria-labelledby="edit-description">
      <h2 id="edit-description">{t('description')}</h2>
      <MainFields {...props} />
      <SharingFields {...props} />
      <DeliveryFields {...props} />
      <PostFields {...props} />
    </section>
  )
}

function MainFields({ draft, errors, onChange }: FieldsProps) {
  const t = useText(catalogueTexts)
  const e = useText(catalogueEditorTexts)
  const { classification } = draft
  return (
    <>
      <div className="form-grid">
        <TextField
          id={fieldId('name')}
          label={t('name')}
          errors={errors}
          value={draft.name}
          maxLength={200}
          onChange={(ev) => onChange({ name: ev.target.value })}
        />
        <Choose
          id={fieldId('kind')}
          label={t('kind')}
          value={draft.kind}
          values={resourceKinds}
          word={(k) => t(`kind.${k}`)}
          onChange={(kind) => onChange({ kind })}
        />
        <TextField
          id={fieldId('format')}
          label={t('format')}
          errors={errors}
          value={draft.format}
          maxLength={100}
          onChange={(ev) => onChange({ format: ev.target.value })}
        />
      </div>
      <div className="form-grid">
        {(['class', 'item', 'subitem', 'detail'] as const).map((part) => (
          <TextField
            key={part}
            id={fieldId(`classification.${part}`)}
            label={e(part)}
            errors={errors}
            inputMode="numeric"
            value={classification[part]}
            maxLength={10}
            onChange={(ev) => onChange({ classification: { ...classification, [part]: ev.target.value } })}
          />
        ))}
      </div>
      <TextArea
        id={fieldId('abstract')}
        label={t('abstract')}
        errors={errors}
        rows={3}
        value={draft.abstract}
        maxLength={4000}
        onChange={(ev) => onChange({ abstract: ev.target.value })}
      />
      <div className="form-grid">
        <TextField
          id={fieldId('keywords')}
          label={t('keywords')}
          hint={e('keywords.hint')}
          defaultValue={draft.keywords.join('、')}
          onBlur={(ev) => onChange({ keywords: wordsIn(ev.target.value) })}
        />
        <TextField
          id={fieldId('relatedCode')}
          label={t('related')}
          errors={errors}
          value={draft.relatedCode}
          maxLength={100}
          onChange={(ev) => onChange({ relatedCode: ev.target.value })}
        />
      </div>
    </>
  )
}

function SharingFields({ draft, errors, onChange }: FieldsProps) {
  const t = useText(catalogueTexts)
  const share = (part: Partial<Content['share']>) => onChange({ share: { ...draft.share, ...part } })
  const openness = (part: Partial<Content['openness']>) =>
    onChange({ openness: { ...draft.openness, ...part } })
  return (
    <div className="form-grid">
      <Choose
        id={fieldId('share.type')}
        label={t('share')}
        value={draft.share.type}
        values={shareTypes}
        word={(s) => t(`share.${s}`)}
        onChange={(type) => share({ type })}
      />
      <TextField
        id={fieldId('share.condition')}
        label={t('share.condition')}
        errors={errors}
        value={draft.share.condition}
        maxLength={2000}
        onChange={(ev) => share({ condition: ev.target.value })}
      />
      <Choose
        id={fieldId('share.mode')}
        label={t('share.mode')}
        value={draft.share.mode}
        values={shareModes}
        word={(m) => t(`mode.${m}`)}
        onChange={(mode) => share({ mode })}
      />
      <Choose
        id={fieldId('openness.type')}
        label={t('openness')}
        value={draft.openness.type}
        values={opennesses}
        word={(o) => t(`openness.${o}`)}
        onChange={(type) => openness({ type })}
      />
      <TextField
        id={fieldId('openness.condition')}
        label={t('openness.condition')}
        errors={errors}
        value={draft.openness.condition}
        maxLength={2000}
        onChange={(ev) => openness({ condition: ev.target.value })}
      />
    </div>
  )
}

function DeliveryFields({ draft, errors, onChange }: FieldsProps) {
  const t = useText(catalogueTexts)
  const e = useText(catalogueEditorTexts)
  const cycle = (part: Partial<Content['cycle']>) => onChange({ cycle: { ...draft.cycle, ...part } })
  return (
    <div className="form-grid">
      <Choose
        id={fieldId('shape')}
        label={t('shape')}
        value={draft.shape}
        values={['records', 'events'] as const}
        word={(s) => t(`shape.${s}`)}
        onChange={(shape) => onChange({ shape })}
      />
      <TextField
        id={fieldId('cycle.every')}
        label={e('every')}
        errors={errors}
        type="number"
        min={1}
        max={1000}
        value={String(draft.cycle.every)}
        onChange={(ev) => cycle({ every: ev.target.valueAsNumber })}
      />
      <Choose
        id={fieldId('cycle.unit')}
        label={e('unit')}
        value={draft.cycle.unit}
        values={cycleUnits}
        word={(u) => t(`unit.${u}`)}
        onChange={(unit) => cycle({ unit })}
      />
      <TextField
        id={fieldId('cycle.graceHours')}
        label={e('grace')}
        errors={errors}
        type="number"
        min={0}
        value={String(draft.cycle.graceHours)}
        onChange={(ev) => cycle({ graceHours: ev.target.valueAsNumber })}
      />
    </div>
  )
}

/** A post keeps its holder while it stays with the organization; without one it is vacant. */
function PostFields({ draft, errors, onChange }: FieldsProps) {
  const e = useText(catalogueEditorTexts)
  return (
    <div className="form-grid">
      {(['owner', 'steward'] as const).map((name) => {
        const post = draft[name]
        return [
          <OrgField
            key={`${name}.org`}
            id={fieldId(`${name}.org`)}
            label={e(`${name}.org`)}
            value={post.org || undefined}
            onChange={(org = '') =>
              onChange({ [name]: { ...post, org, account: org === post.org ? post.account : null } })
            }
          />,
          <TextField
            key={`${name}.title`}
            id={fieldId(`${name}.title`)}
            label={e(`${name}.title`)}
            errors={errors}
            value={post.title}
            maxLength={100}
            onChange={(ev) => onChange({ [name]: { ...post, title: ev.target.value } })}
          />,
          <OfficerField
            key={`${name}.account.${post.org}`}
            id={fieldId(`${name}.account`)}
            label={e(`${name}.account`)}
            org={post.org || null}
            as="data-post"
            value={post.account ?? undefined}
            mayBeNobody
            onChange={(account) => onChange({ [name]: { ...post, account: account ?? null } })}
          />,
        ]
      })}
    </div>
  )
}
