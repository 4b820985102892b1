import { z } from 'zod'
import { Refusal } from '#kernel/action/define'
import type { Clock } from '#kernel/clock'
import { type AnyAction, actionRoute, queryRoute, type Route } from '#kernel/http/define'
import type { MasterKey } from '#kernel/vault'
import { askJudging } from '../actions/asking.ts'
import {
  answerObjection,
  type levelActionsOf,
  noteRefusedInput,
  objectLevel,
  saveForbidden,
  saveMeasures,
  saveModel,
  type saveSubject,
  submitModel,
  testModel,
} from '../actions.ts'
import {
  Backtest,
  CalendarPage,
  CheckedModel,
  CheckModel,
  CountSource,
  ForbiddenList,
  MeasureTable,
  MeasureTableView,
  Model,
  OwnLevel,
  SaveModel,
  SubjectPage,
  SubjectSaved,
  SubjectView,
} from '../contract.ts'
import {
  checkModel,
  type getCalendar,
  getForbidden,
  getMeasures,
  getModelQuery,
  getOwnLevels,
  getSubjectQuery,
  listCountSources,
  listModels,
  listSubjects,
} from '../queries.ts'

const tag = 'control'
const rowsOf = (row: z.ZodType, id: string) => z.object({ rows: z.array(row) }).meta({ id })
const doing = (path: string, action: AnyAction, summary: string): Route =>
  actionRoute(path, action, { tag, summary })

interface Parts {
  readonly clock: Clock
  readonly key: () => MasterKey
  readonly saveSubject: ReturnType<typeof saveSubject>
  readonly onLevel: ReturnType<typeof levelActionsOf>
  readonly calendar: ReturnType<typeof getCalendar>
}

export function controlRoutes({ saveSubject: save, onLevel, calendar }: Parts): readonly Route[] {
  return [...subjectRoutes({ save, onLevel, calendar }), ...modelRoutes, ...tableRoutes]
}

function subjectRoutes({
  save,
  onLevel,
  calendar,
}: {
  save: Parts['saveSubject']
  onLevel: Parts['onLevel']
  calendar: Parts['calendar']
}): Route[] {
  return [
    queryRoute('/control/subjects', listSubjects, {
      tag,
      summary: 'The control-level register',
      response: SubjectPage,
    }),
    actionRoute('/control/subjects', save, {
      tag,
      summary: 'Put a subject under control, or change it',
      response: SubjectSaved,
    }),
    queryRoute('/control/subjects/:id', getSubjectQuery, {
      tag,
      summary: 'One subject with its level, reasons, history and plans',
      response: SubjectView,
    }),
    doing('/control/subjects/:id/confirm', onLevel.confirm, 'Confirm a proposed level, or leave it as it is'),
    doing('/control/subjects/:id/override', onLevel.override, 'Set a level until a day, with the reason'),
    doing('/control/subjects/:id/end-override', onLevel.endOverride, 'End an override before its day'),
    doing('/control/subjects/:id/review', onLevel.review, 'Look again, and set the next review'),
    doing(
      '/control/subjects/:id/answer',
      answerObjection,
      'Answer what an enterprise says against its level',
    ),
    queryRoute('/control/calendar', calendar, {
      tag,
      summary: 'Reviews and measures by day',
      response: CalendarPage,
    }),
    queryRoute('/me/control-levels', getOwnLevels, {
      tag,
      summary: 'Levels of the enterprises that you represent',
      response: rowsOf(OwnLevel, 'OwnControlLevels'),
    }),
    doing('/me/control-levels/:id/object', objectLevel, 'Object to the level of your enterprise'),
  ]
}

/** A refused input is kept on record with its attribute, beside the refusal itself. */
const saveModelRoute: Route = {
  ...actionRoute('/control/models', saveModel, { tag, summary: 'Save the draft of a model' }),
  async run(kernel, r) {
    const { actor, body, key, trace } = r
    try {
      return await kernel.execute(saveModel, { actor, input: body as z.infer<typeof SaveModel>, key, trace })
    } catch (error) {
      if (error instanceof Refusal && error.message === 'control.forbidden-input') {
        const { owner, content } = SaveModel.parse(body)
        const inputs = error.details.inputs as never
        await kernel.execute(noteRefusedInput, {
          actor,
          input: { owner, model: content.name, inputs },
          trace,
        })
      }
      throw error
    }
  },
}

const modelRoutes: readonly Route[] = [
  queryRoute('/control/models', listModels, {
    tag,
    summary: 'Control models that you may see',
    response: rowsOf(Model, 'ControlModels'),
  }),
  saveModelRoute,
  {
    // A POST, since a table does not fit into an address; it changes nothing.
    method: 'POST',
    path: '/control/models/check',
    tag,
    summary: 'What is to be said of a table before it is saved',
    body: CheckModel,
    response: CheckedModel,
    run: (kernel, r) => kernel.ask(checkModel, { actor: r.actor, input: r.body, trace: r.trace }),
  },
  queryRoute('/control/models/:id', getModelQuery, { tag, summary: 'One model', response: Model }),
  actionRoute('/control/models/:id/test', testModel, {
    tag,
    summary: 'What the draft would say today, beside what holds today',
    response: Backtest,
  }),
  doing('/control/models/:id/submit', submitModel, 'Hand the draft to the register'),
  doing('/control/models/:id/judge', askJudging, 'Have the running version judge anew'),
  queryRoute('/control/counts', listCountSources, {
    tag,
    summary: 'Counts that a model may read',
    response: rowsOf(CountSource, 'ControlCountSources'),
  }),
]

const tableRoutes: readonly Route[] = [
  queryRoute('/control/measures', getMeasures, {
    tag,
    summary: 'Measures by kind and level',
    response: MeasureTableView,
  }),
  actionRoute('/control/measures', saveMeasures, {
    tag,
    summary: 'Save the table of measures',
    response: MeasureTable,
  }),
  queryRoute('/control/forbidden', getForbidden, {
    tag,
    summary: 'Attributes that no model may read',
    response: z.object({ list: ForbiddenList, may: z.boolean() }).meta({ id: 'ForbiddenAttributesView' }),
  }),
  actionRoute('/control/forbidden', saveForbidden, {
    tag,
    summary: 'Save the list of forbidden attributes',
    response: ForbiddenList,
  }),
]
