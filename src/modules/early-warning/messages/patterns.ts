import type { Messages } from '#kernel/i18n/define'

/** Refusals about patterns. */
export const patternMessages: Messages = {
  'early-warning.no-pattern': {
    zh: '没有这个组合规则，或您无权查看。',
    en: 'There is no such pattern, or you may not see it.',
  },
  'early-warning.pattern-changed': {
    zh: '这个组合规则刚被别人改过，请看过最新内容再保存。',
    en: 'This pattern was changed meanwhile; look at it again before you save.',
  },
  'early-warning.pattern-is-on': { zh: '这个组合规则已经启用。', en: 'This pattern is on already.' },
  'early-warning.pattern-is-off': { zh: '这个组合规则已经停用。', en: 'This pattern is off already.' },
  'early-warning.pattern-no-place': {
    zh: '没有“{path}”这个地点。请从列表中选择。',
    en: 'There is no place “{path}”. Choose one from the list.',
  },
  'early-warning.pattern-outside': {
    zh: '条件的地点不在规则所看的范围内。请换一个地点，或扩大范围。',
    en: 'The place of a condition lies outside of what the pattern looks at. Choose another one, or widen the pattern.',
  },
  'early-warning.pattern-no-level': {
    zh: '诉求和设备失联没有级别，不能要求最低级别。请选“不限”。',
    en: 'Appeals and silent devices have no level, so none can be asked of them. Choose any level.',
  },
  'early-warning.pattern-own-warning': {
    zh: '规则不能以自己发出的预警“{kind}”为条件。请写明另一种预警，或给规则换一个种类代码。',
    en: 'A pattern cannot wait for its own warnings of “{kind}”. Name another kind of warning, or give the pattern another kind.',
  },
  'early-warning.pattern-period': {
    zh: '回测的时间要先后正确，且不超过 {days} 天。',
    en: 'A trial looks at a period that ends after it begins, of at most {days} days.',
  },
}
