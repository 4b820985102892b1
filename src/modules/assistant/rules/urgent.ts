interface Danger {
  readonly words: RegExp
  readonly key: string
}

/** Words that leave no time for a search. The text behind each key is written, not found. */
const dangers: readonly Danger[] = [
  {
    key: 'gas',
    words:
      /(燃气|煤气|天然气|液化气|瓦斯)[^，。？！]{0,6}(泄漏|泄露|漏气|漏了|爆|味)|闻到.{0,6}(燃气|煤气|天然气)/u,
  },
  { key: 'life', words: /自杀|轻生|不想活|跳楼|割腕|想死|活不下去|喝农药/u },
  { key: 'fire', words: /着火|起火|失火|火灾(?!险|隐患|保险|报警器)|燃起来|烧起来/u },
  { key: 'medical', words: /昏迷|晕倒|没有呼吸|没呼吸|心脏骤停|大出血|触电|溺水|中毒(?!防)|落水/u },
  { key: 'crime', words: /杀人|砍人|持刀|绑架|抢劫|家暴|正在打人|强奸|拐卖/u },
  {
    key: 'trapped',
    words: /(电梯|车|屋|洪水|山洪|井)[^，。？！]{0,8}(被困|困住|关人|困人)|被困|塌方|滑坡|垮塌/u,
  },
]

/** A question about rules, drills or prevention is no emergency. */
const calm = /怎么预防|如何预防|预防|演练|培训|保险|赔偿|证明|罚款|处罚|标准|条例|规定|法律/u

/** The kind of danger that a question speaks of; undefined when none. */
export function dangerOf(question: string): string | undefined {
  if (calm.test(question)) return undefined
  return dangers.find(({ words }) => words.test(question))?.key
}
