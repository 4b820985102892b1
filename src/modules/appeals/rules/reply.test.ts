import { describe, expect, test } from 'vitest'
import { findingsOf, type ReplyFinding } from './reply.ts'

const question = '小区路灯不亮。三栋前的路灯坏了一个星期，晚上老人摔倒。'

describe('what is missing in an answer', () => {
  const rows: [string, string, ReplyFinding[]][] = [
    ['received', '您好！您的来信已收悉。', ['only-acknowledged']],
    [
      'received, with thanks',
      '市民您好，您的留言已收到，感谢您对我们工作的关心与支持！',
      ['only-acknowledged'],
    ],
    ['passed on', '您好，您反映的问题已转交城市管理局调查处理。', ['only-acknowledged']],
    ['a promise of haste', '您好，我们将高度重视，尽快处理，请您耐心等待。', ['only-acknowledged']],
    ['a date alone', '2026年11月24日', ['only-acknowledged']],
    ['short, but done', '已修好。', ['no-who', 'no-when', 'off-topic']],
    ['whole', '您好，城市管理局已于11月23日更换三栋前的路灯，现场试亮正常。', []],
    ['nobody did it', '三栋前的路灯已于昨天修好。', ['no-who']],
    ['no time', '城市管理局已更换三栋前的路灯。', ['no-when']],
    ['no deed', '目前城市管理局对小区路灯十分关心。', ['no-action']],
    ['refused without a basis', '您好，小区内的路灯不属于我局职责，今日已联系物业公司。', ['no-basis']],
    [
      'refused with a basis',
      '您好，依据《物业管理条例》，小区内路灯不属于我局职责，今日已联系物业公司维修。',
      [],
    ],
    ['another matter', '您好，我局已于11月23日查处占道摊贩两处，后续加强巡查。', ['off-topic']],
    ['an office, a plan, a time', '街道计划12月底前为小区增设路灯六盏，请您监督。', []],
  ]
  test.each(rows)('%s', (_name, answer, expected) => expect(findingsOf(answer, question)).toEqual(expected))

  test('without a question nothing is off topic', () => {
    expect(findingsOf('城市管理局已于昨天修好路灯。', '')).toEqual([])
  })
})
